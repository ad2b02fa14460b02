using HdrHistogram;

namespace Dispatch.LoadTests.Measuring;

/// <summary>Percentiles of the times between two moments, in milliseconds.</summary>
/// <param name="timestampFrequency">Timestamps per second.</param>
public sealed class Distribution(long timestampFrequency)
{
    private const long LongestMicroseconds = 3_600_000_000;
    private const int Digits = 3;
    private const double MicrosecondsPerSecond = 1e6;
    private const double MicrosecondsPerMillisecond = 1e3;

    private readonly LongHistogram _histogram = new(LongestMicroseconds, Digits);

    public long Count => _histogram.TotalCount;

    /// <summary>Counts the time between two moments; nothing when one of them has not happened.</summary>
    public void Add(long from, long to)
    {
        if (from == 0 || to == 0)
            return;
        var microseconds = (long)((to - from) * (MicrosecondsPerSecond / timestampFrequency));
        _histogram.RecordValue(Math.Clamp(microseconds, 0, LongestMicroseconds));
    }

    /// <param name="percentile">From 0 to 100.</param>
    /// <returns>0 when nothing was counted.</returns>
    public double At(double percentile) =>
        Count == 0 ? 0 : _histogram.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond;

    public LatencyRow Row(string name) => new(name, Count, At(50), At(90), At(99), At(99.9), At(100));

    /// <summary>The share of times up to each of some milliseconds, for a curve.</summary>
    public IReadOnlyList<(double Milliseconds, double Share)> Curve()
    {
        if (Count == 0)
            return [];
        var points = new List<(double, double)>();
        var seen = 0L;
        foreach (var value in _histogram.RecordedValues())
        {
            seen += value.CountAddedInThisIterationStep;
            points.Add((value.ValueIteratedTo / MicrosecondsPerMillisecond, seen / (double)Count));
        }

        return points;
    }
}
