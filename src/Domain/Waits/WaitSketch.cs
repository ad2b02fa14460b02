using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Domain.Waits;

/// <summary>
/// The distribution of many waits in little room: counts in buckets that grow by 4 %, so that a quantile is within 2 % of
/// a wait that there was. Sketches of parts add up to that of the whole, whatever the order. Not thread-safe.
/// </summary>
public sealed class WaitSketch
{
    private const double Accuracy = 0.02;
    private const double Growth = (1 + Accuracy) / (1 - Accuracy);

    /// <summary>What is shorter counts as this: a millisecond.</summary>
    private const double ShortestSeconds = 0.001;

    /// <summary>What is longer counts as this: a year.</summary>
    private const double LongestSeconds = 366 * 86_400;

    private static readonly double LogGrowth = Math.Log(Growth);

    private readonly SortedDictionary<int, long> _counts = [];

    public long Count { get; private set; }

    public void Add(TimeSpan wait)
    {
        var seconds = Math.Clamp(wait.TotalSeconds, ShortestSeconds, LongestSeconds);
        Add((int)Math.Ceiling(Math.Log(seconds / ShortestSeconds) / LogGrowth), 1);
    }

    public void Add(WaitSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (bucket, count) in other._counts)
        {
            Add(bucket, count);
        }
    }

    /// <summary>The shortest wait that at least this share of all does not exceed.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double QuantileSeconds(double share)
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Expected at least one wait.");
        }

        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        foreach (var (bucket, count) in _counts)
        {
            seen += count;
            if (seen >= rank)
            {
                return SecondsOf(bucket);
            }
        }

        return SecondsOf(_counts.Keys.Last());
    }

    /// <summary>Pairs of the distance to the bucket before and its count, as numbers of 7 bits a byte, lowest first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        var before = 0;
        foreach (var (bucket, count) in _counts)
        {
            Write(bytes, bucket - before);
            Write(bytes, count);
            before = bucket;
        }

        return [.. bytes];
    }

    /// <returns>False when these are not bytes of a sketch.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out WaitSketch? sketch)
    {
        sketch = new WaitSketch();
        var bucket = 0L;
        while (!bytes.IsEmpty)
        {
            if (!TryRead(ref bytes, out var distance) || !TryRead(ref bytes, out var count) || count == 0
                || (bucket += distance) > int.MaxValue)
            {
                sketch = null;
                return false;
            }

            sketch.Add((int)bucket, count);
        }

        return true;
    }

    private void Add(int bucket, long count)
    {
        _counts[bucket] = _counts.GetValueOrDefault(bucket) + count;
        Count += count;
    }

    // The value that is off by the same share from both ends of the bucket.
    private static double SecondsOf(int bucket) => ShortestSeconds * 2 * Math.Pow(Growth, bucket) / (Growth + 1);

    private static void Write(List<byte> bytes, long number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        bytes.Add((byte)number);
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        for (var shift = 0; shift < 63 && !bytes.IsEmpty; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
