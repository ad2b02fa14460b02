namespace Dispatch.Hosting.Metrics;

/// <summary>Counts values in buckets with fixed upper bounds. Thread-safe.</summary>
/// <param name="upperBounds">Inclusive, growing.</param>
public sealed class Histogram(params double[] upperBounds)
{
    private readonly long[] _counts = new long[upperBounds.Length + 1];
    private double _sum;

    /// <value>Seconds: from a millisecond to half an hour.</value>
    public static double[] Waits { get; } =
        [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];

    /// <value>Seconds: what requests take.</value>
    public static double[] Latencies { get; } = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public IReadOnlyList<double> UpperBounds => upperBounds;

    public double Sum => Volatile.Read(ref _sum);

    public void Observe(double value)
    {
        var index = Array.BinarySearch(upperBounds, value);
        Interlocked.Increment(ref _counts[index >= 0 ? index : ~index]);
        double seen;
        do
        {
            seen = Volatile.Read(ref _sum);
        }
        while (Interlocked.CompareExchange(ref _sum, seen + value, seen) != seen);
    }

    /// <summary>How many values lie in each bucket, the open one last.</summary>
    public long[] Counts() => [.. _counts.Select((_, i) => Interlocked.Read(ref _counts[i]))];
}
