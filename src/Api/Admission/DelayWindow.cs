namespace Dispatch.Api.Admission;

/// <summary>The delays of one interval, in buckets that grow by a fifth: enough to tell where the middle is.</summary>
internal sealed class DelayWindow
{
    private const int Buckets = 64;
    private const double Growth = 1.2;

    private static readonly TimeSpan First = TimeSpan.FromMicroseconds(500);

    private readonly int[] _counts = new int[Buckets];

    public int Count { get; private set; }

    public void Add(TimeSpan delay)
    {
        var bucket = delay <= First ? 0 : (int)Math.Ceiling(Math.Log(delay / First, Growth));
        _counts[Math.Min(bucket, Buckets - 1)]++;
        Count++;
    }

    /// <summary>What half of the delays were below, to a fifth; null when there were none. Starts the next interval.</summary>
    public TimeSpan? TakeMedian()
    {
        if (Count == 0)
        {
            return null;
        }

        var (below, bucket) = (0, -1);
        while (below * 2 < Count)
        {
            below += _counts[++bucket];
        }

        Array.Clear(_counts);
        Count = 0;
        return First * Math.Pow(Growth, bucket);
    }
}
