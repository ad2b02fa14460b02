namespace Dispatch.Api.Admission;

/// <summary>
/// How many requests per second are let in so that the delay stays at its target: none but the demand while the
/// service keeps up, else a limit that follows the measured delay.
/// </summary>
/// <remarks>
/// A proportional-integral controller of the delay, as PIE is (RFC 8033), on the rate and not on a chance of dropping:
/// the limit changes by a part of itself for how far the delay is from the target, and by another for where it is going.
/// The second part is the larger one: without it the limit would swing, because a queue remembers. Knows no clock.
/// </remarks>
public sealed class RateLimiter(AdmissionOptions options)
{
    // Per interval. Of the pair, the first sets how fast the limit recovers, the second damps it (critically, for a
    // queue that answers within an interval or two).
    private const double PerDistance = 0.12;
    private const double PerTrend = 0.5;
    private const double CutMost = 0.6;
    private const double GrowMost = 1.25;

    // After a stall nothing is known but what was sustained before it: up to half of that the limit grows fast.
    private const double Regrow = 1.5;
    private const double PressureCounted = 4;

    // Before shedding begins at once: when more is asked for than was being served, and when it is not. Then something
    // stands still (the collector, the disk), and what piled up is served as soon as it goes on.
    private const double AtOnceWhenDemandRose = 3;
    private const double AtOnceWhenItDidNot = 7;
    private const double Risen = 1.2;

    // What is done per second, smoothed over this time.
    private static readonly TimeSpan Smoothing = TimeSpan.FromMilliseconds(400);

    private double _pressure;
    private double _sustained;
    private double _usual;
    private TimeSpan _pressed;
    private TimeSpan _calm;

    /// <summary>Per second; null while everything is let in.</summary>
    public double? Limit { get; private set; }

    /// <summary>Requests that came, per second.</summary>
    public double Arriving { get; private set; }

    /// <summary>Requests that became durable, per second.</summary>
    public double Completing { get; private set; }

    /// <summary>Sets the limit for the next interval.</summary>
    /// <param name="delay">That half of the requests met.</param>
    /// <param name="target">Above zero.</param>
    public void Tick(TimeSpan elapsed, int arrived, int completed, int shed, TimeSpan delay, TimeSpan target)
    {
        var weight = 1 - Math.Exp(-elapsed / Smoothing);
        Arriving += weight * ((arrived / elapsed.TotalSeconds) - Arriving);
        Completing += weight * ((completed / elapsed.TotalSeconds) - Completing);
        var before = _pressure;
        _pressure = Math.Min(PressureCounted, delay / target);
        if (Limit is { } limit)
        {
            Follow(limit, before, elapsed, shed);
        }
        else
        {
            Watch(elapsed, delay / target);
        }
    }

    private void Watch(TimeSpan elapsed, double pressure)
    {
        if (pressure <= 1 || Arriving <= options.RequestsPerSecondMinimum)
        {
            _pressed = TimeSpan.Zero;
            _usual = Completing;
            return;
        }

        _pressed += elapsed;
        var (patience, atOnce) = Arriving > Risen * _usual
            ? (options.Patience, AtOnceWhenDemandRose)
            : (options.PausePatience, AtOnceWhenItDidNot);
        if (_pressed > patience || pressure > atOnce)
        {
            // What is being done is what can be done; a little less drains what has queued up.
            _sustained = Completing;
            Limit = Math.Max(options.RequestsPerSecondMinimum, Completing * (1 - PerDistance));
            (_pressed, _calm) = (TimeSpan.Zero, TimeSpan.Zero);
        }
    }

    private void Follow(double limit, double before, TimeSpan elapsed, int shed)
    {
        var factor = Math.Clamp(
            1 + (PerDistance * (1 - _pressure)) - (PerTrend * (_pressure - before)), CutMost, GrowMost);
        if (_pressure < 0.5 && limit < _sustained / 2)
        {
            factor = Regrow;
        }

        if (shed == 0 && factor > 1)
        {
            // Nobody met the limit: that the delay is short says nothing about a larger one.
            factor = Math.Clamp(2 * Arriving / limit, 1, factor);
        }

        if (shed > 0 && _pressure is > 0.5 and < 1.5)
        {
            _sustained = Completing;
        }

        // What is being done can be done: half of it drains a queue fast enough, and leaves room for whoever did not
        // cause it.
        var least = Math.Max(options.RequestsPerSecondMinimum, Math.Min(limit, Completing / 2));
        Limit = Math.Max(least, limit * factor);
        _calm = shed == 0 && _pressure < 1 ? _calm + elapsed : TimeSpan.Zero;
        if (_calm >= options.CalmBeforeOpen)
        {
            Limit = null;
        }
    }
}
