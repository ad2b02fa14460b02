using Dispatch.Domain.Ids;

namespace Dispatch.Api.Admission;

/// <summary>
/// Decides which requests for consults are let in, so that those let in are not delayed: by a rate that follows the
/// measured delay, divided fairly among clinics, and by how many are under way, for what comes faster than any
/// measurement. Knows no clock; not thread-safe.
/// </summary>
public sealed class AdmissionController
{
    // In flight while shedding: as many as the limit lets in within this many times the target.
    private const double TargetsInFlight = 3;
    private const int RetryAfterMostSeconds = 30;

    private readonly AdmissionOptions _options;
    private readonly RateLimiter _rate;
    private readonly FairShares _shares;
    private readonly DelayWindow _toDurable = new();
    private readonly DelayWindow _toOffer = new();
    private TimeSpan _tickedAt;
    private TimeSpan _durableDelay;
    private TimeSpan _commit;
    private TimeSpan _target;
    private int _inFlight;
    private int _arrived;
    private int _durable;
    private int _left;
    private int _shed;
    private long _admittedTotal;
    private long _shedOverloaded;
    private long _shedOverShare;
    private double _shedPerSecond;
    private double _admittedPerSecond;

    public AdmissionController(AdmissionOptions options)
    {
        _options = options.Checked();
        _rate = new RateLimiter(options);
        _shares = new FairShares(options);
        _target = options.DelayTarget;
    }

    /// <summary>Whether it is time for <see cref="Tick"/>.</summary>
    public bool IsTickDue(TimeSpan now) => now - _tickedAt >= _options.Interval;

    /// <param name="now">Since a fixed moment, by a clock that never goes back.</param>
    public AdmissionDecision Enter(ClinicId clinic, TimeSpan now)
    {
        var demand = _shares.Count(clinic, now);
        _arrived++;
        if (!HasRoom(demand) || !_shares.TryTake(demand, now))
        {
            return Refuse(demand);
        }

        _inFlight++;
        _admittedTotal++;
        _shares.Enter(demand);
        return new AdmissionDecision(AdmissionVerdict.Admitted, demand);
    }

    /// <summary>An admitted request ended.</summary>
    /// <param name="toDurable">How long it took until it was durable; null when it began no consult.</param>
    public void Leave(AdmissionDecision admitted, TimeSpan? toDurable)
    {
        _inFlight--;
        _left++;
        _shares.Leave(admitted.Demand);
        if (toDurable is { } delay)
        {
            _durable++;
            _toDurable.Add(delay);
        }
    }

    /// <summary>A consult was offered, so long after it and somebody who was free for it were both there.</summary>
    public void Offered(TimeSpan delay) => _toOffer.Add(delay);

    /// <summary>Takes stock of the interval that ends now.</summary>
    /// <param name="queueing">How long work waits here before it begins.</param>
    /// <param name="commit">What a transaction took on average in the interval; zero when none ended: then it is as long as
    /// it was last.</param>
    public void Tick(TimeSpan now, TimeSpan queueing, TimeSpan commit)
    {
        var elapsed = now - _tickedAt;
        if (elapsed <= TimeSpan.Zero)
        {
            return;
        }

        _tickedAt = now;

        // When nothing ends although something is under way, that has waited longer by now.
        var stalled = _inFlight > 0 && _left == 0 ? _durableDelay + elapsed : TimeSpan.Zero;
        _durableDelay = _toDurable.TakeMedian() ?? stalled;
        var toOffer = _toOffer.TakeMedian() ?? TimeSpan.Zero;

        // Commits that take longer than an interval end in some intervals only.
        _commit = commit > TimeSpan.Zero ? commit : _commit;
        _shares.Measure(elapsed);
        var target = _shares.IsFlooded && _options.FloodDelayTarget < _options.DelayTarget
            ? _options.FloodDelayTarget
            : _options.DelayTarget;
        _target = TimeSpan.FromTicks(Math.Max(target.Ticks, Math.Min(3 * _commit.Ticks, TimeSpan.TicksPerSecond)));
        Delay = queueing + (toOffer > _durableDelay ? toOffer : _durableDelay);
        _rate.Tick(elapsed, _arrived, _durable, _shed, Delay, _target);
        _shares.Divide(_rate.Limit, now);
        _shedPerSecond = _shed / elapsed.TotalSeconds;
        _admittedPerSecond = (_arrived - _shed) / elapsed.TotalSeconds;
        (_arrived, _durable, _left, _shed) = (0, 0, 0, 0);
    }

    /// <summary>That half of the requests of the last interval met.</summary>
    public TimeSpan Delay { get; private set; }

    public AdmissionReading Read() => new(
        _rate.Limit is not null,
        _rate.Limit,
        _shares.Level,
        Delay,
        _target,
        _inFlight,
        InFlightLimit,
        _admittedPerSecond,
        _shedPerSecond,
        _admittedTotal,
        _shedOverloaded,
        _shedOverShare,
        _shares.Clinics);

    private int InFlightLimit => _rate.Limit is { } limit
        ? Math.Clamp((int)(limit * _target.TotalSeconds * TargetsInFlight), _options.InFlightMinimum, _options.InFlightMaximum)
        : _options.InFlightMaximum;

    /// <summary>Over the limit, a clinic is let in that asks for no more than its share, or has less under way than its
    /// part of what may be: a burst of one must not shut out the others.</summary>
    private bool HasRoom(ClinicDemand demand)
    {
        var limit = InFlightLimit;
        return _inFlight < limit
            || (_inFlight < 2 * _options.InFlightMaximum && (_shares.IsWithin(demand) || demand.InFlight < Math.Max(1, limit / (_shares.Active + 1))));
    }

    private AdmissionDecision Refuse(ClinicDemand demand)
    {
        _shed++;
        if (_shares.IsOver(demand) && _shares.Satisfied > 0)
        {
            _shedOverShare++;
            return new AdmissionDecision(
                AdmissionVerdict.OverShare, demand, RetryAfter(demand.Rate / (_shares.Level!.Value * demand.Weight)));
        }

        _shedOverloaded++;
        return new AdmissionDecision(
            AdmissionVerdict.Overloaded, demand, RetryAfter(_rate.Limit is { } limit ? _rate.Arriving / limit : 1));
    }

    /// <summary>When demand is so many times what fits, whoever is refused fits if they come back over that many seconds.</summary>
    private static int RetryAfter(double timesTooMany) =>
        (int)Math.Clamp(Math.Ceiling(timesTooMany), 1, RetryAfterMostSeconds);
}
