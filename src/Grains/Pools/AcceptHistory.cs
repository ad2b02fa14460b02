using Dispatch.Domain;
using Dispatch.Domain.Pools;
using Dispatch.Journal.Queries;

namespace Dispatch.Grains.Pools;

/// <summary>The accepts of the last hour in one state, as estimates and statistics need them. At most the last
/// <see cref="DispatchLimits.AcceptsRemembered"/>.</summary>
public sealed class AcceptHistory
{
    private readonly Queue<AcceptedWait> _accepts = new();

    public void Add(AcceptedWait accept)
    {
        _accepts.Enqueue(accept);
        if (_accepts.Count > DispatchLimits.AcceptsRemembered)
        {
            _accepts.Dequeue();
        }
    }

    /// <summary>Null when there is too little to estimate from.</summary>
    public WaitEstimate? Estimate(int ahead, bool hasFreeCandidate, DateTimeOffset now)
    {
        Prune(now);

        // A full history covers less than an hour: the rate is over what it covers.
        var observed = _accepts.Count == DispatchLimits.AcceptsRemembered
            ? now - _accepts.Peek().AcceptedAt
            : WaitEstimator.Window;
        return WaitEstimator.Estimate(ahead, _accepts.Count, observed, hasFreeCandidate);
    }

    /// <summary>Null when there was none. O(n log n) in the accepts remembered.</summary>
    public WaitStatistics? Statistics(DateTimeOffset now)
    {
        Prune(now);
        if (_accepts.Count == 0)
        {
            return null;
        }

        var waits = _accepts.Select(a => (a.AcceptedAt - a.RequestedAt).TotalSeconds).Order().ToArray();
        return new WaitStatistics(
            Quantile(waits, 0.5),
            Quantile(waits, 0.9),
            (double)_accepts.Count(a => a.AcceptedAt <= a.AcceptBy) / _accepts.Count,
            _accepts.Count);
    }

    private void Prune(DateTimeOffset now)
    {
        while (_accepts.TryPeek(out var oldest) && oldest.AcceptedAt <= now - WaitEstimator.Window)
        {
            _accepts.Dequeue();
        }
    }

    // Nearest rank: the smallest value that at least this share does not exceed.
    private static double Quantile(double[] ordered, double share) =>
        ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Length) - 1)];
}
