namespace Dispatch.Journal.Writing;

/// <summary>
/// Decides how long the writer waits for more before it takes a batch: not while appends come one by one, the shortest
/// wait from where they share a transaction, and steeply longer the more come. Each transaction costs a sync of the disk,
/// wakes threads and writes every page of an index again that the one before wrote: under load that processor time is
/// worth more than milliseconds, because everything else waits for it.
/// </summary>
/// <remarks>Not thread-safe: the queue locks.</remarks>
internal sealed class LingerRule(TimeSpan shortest, TimeSpan longest)
{
    /// <summary>Of a moving average of batch sizes: below it appends come one by one, and waiting would only delay them.</summary>
    private const double SharedFrom = 1.5;

    /// <summary>Up to this rate the shortest wait is enough; above, the wait grows with its cube.</summary>
    private const double ItemsPerSecondOfShortest = 5_000;

    /// <summary>With so many items a transaction's fixed cost is small beside them, whatever the rate.</summary>
    private const int EnoughItems = 256;

    private const double WeightOfBatch = 0.1;

    // What came is averaged over about so long.
    private static readonly TimeSpan Smoothing = TimeSpan.FromMilliseconds(100);

    private double _itemsPerBatch;
    private double _itemsPerSecond;

    /// <param name="itemsThere">What waits now.</param>
    /// <returns>Zero for no wait.</returns>
    public TimeSpan WaitFor(int itemsThere)
    {
        if (shortest <= TimeSpan.Zero || _itemsPerBatch < SharedFrom || itemsThere >= EnoughItems)
        {
            return TimeSpan.Zero;
        }

        var times = Math.Max(1, Math.Pow(_itemsPerSecond / ItemsPerSecondOfShortest, 3));
        return times * shortest >= longest ? longest : times * shortest;
    }

    /// <param name="items">Of the batch that is taken now.</param>
    /// <param name="elapsed">Since the batch before it was taken.</param>
    public void Took(int items, TimeSpan elapsed)
    {
        _itemsPerBatch += WeightOfBatch * (items - _itemsPerBatch);
        if (elapsed > TimeSpan.Zero)
        {
            _itemsPerSecond += (1 - Math.Exp(-elapsed / Smoothing)) * ((items / elapsed.TotalSeconds) - _itemsPerSecond);
        }
    }
}
