namespace Dispatch.Domain.Pools;

/// <summary>
/// Estimates waits from how many tickets stand ahead and how fast tickets were accepted of late. If accepts come
/// independently of each other at a steady rate, the time until n + 1 of them is a gamma variable of shape n + 1; its
/// quantiles follow from the cube-root approximation of E. B. Wilson and M. M. Hilferty, "The Distribution of
/// Chi-Square", PNAS 17 (1931), which is within 2 % here, also for one ticket.
/// </summary>
public static class WaitEstimator
{
    /// <summary>Fewer accepts tell too little to estimate from.</summary>
    public const int AcceptsNeeded = 20;

    /// <summary>How far back accepts are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // With nobody ahead and somebody free, the wait is the time to answer one offer, of which 30 s are given.
    private const double FreeP50Seconds = 10;
    private const double FreeP80Seconds = 30;

    // Quantiles of the standard normal distribution.
    private const double ZOfP50 = 0;
    private const double ZOfP80 = 0.8416212335729143;

    /// <param name="ahead">Tickets before this one; not negative.</param>
    /// <param name="accepts">Instants of accepts, in any order; those outside the window are not counted.</param>
    /// <param name="observedSince">When accepts began to be observed, if that is within the window.</param>
    /// <param name="hasFreeCandidate">Whether a candidate could be asked at once if nobody stood ahead.</param>
    /// <returns>Null below <see cref="AcceptsNeeded"/> accepts in the window.</returns>
    public static WaitEstimate? Estimate(
        int ahead,
        IEnumerable<DateTimeOffset> accepts,
        DateTimeOffset observedSince,
        DateTimeOffset now,
        bool hasFreeCandidate)
    {
        var from = now - Window > observedSince ? now - Window : observedSince;
        return Estimate(ahead, accepts.Count(at => at > from && at <= now), now - from, hasFreeCandidate);
    }

    /// <param name="ahead">Tickets before this one; not negative.</param>
    /// <param name="accepts">How many there were while observing.</param>
    /// <param name="observed">How long was observed; up to <see cref="Window"/>.</param>
    /// <param name="hasFreeCandidate">Whether a candidate could be asked at once if nobody stood ahead.</param>
    /// <returns>Null below <see cref="AcceptsNeeded"/> accepts, or when nothing was observed.</returns>
    public static WaitEstimate? Estimate(int ahead, int accepts, TimeSpan observed, bool hasFreeCandidate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        if (accepts < AcceptsNeeded || observed <= TimeSpan.Zero)
        {
            return null;
        }

        var secondsPerAccept = observed.TotalSeconds / accepts;
        var p50 = GammaQuantile(ahead + 1.0, ZOfP50) * secondsPerAccept;
        var p80 = GammaQuantile(ahead + 1.0, ZOfP80) * secondsPerAccept;
        return ahead == 0 && hasFreeCandidate
            ? new WaitEstimate(Math.Min(p50, FreeP50Seconds), Math.Min(p80, FreeP80Seconds))
            : new WaitEstimate(p50, p80);
    }

    private static double GammaQuantile(double shape, double z)
    {
        var root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        return shape * root * root * root;
    }
}
