namespace Dispatch.Engine.Embedded;

/// <summary>A count that many threads raise at once without fighting over one cache line.</summary>
internal sealed class StripedCounter
{
    private const int Stripes = 16;
    private const int LongsPerCacheLine = 16;

    private readonly long[] _cells = new long[(Stripes + 1) * LongsPerCacheLine];

    /// <summary>The sum; counts made while it is read may be missing.</summary>
    public long Value
    {
        get
        {
            var sum = 0L;
            for (var stripe = 1; stripe <= Stripes; stripe++)
            {
                sum += Volatile.Read(ref _cells[stripe * LongsPerCacheLine]);
            }

            return sum;
        }
    }

    public void Increment()
    {
        var stripe = (Environment.CurrentManagedThreadId % Stripes) + 1;
        Interlocked.Increment(ref _cells[stripe * LongsPerCacheLine]);
    }
}
