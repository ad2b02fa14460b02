namespace Dispatch.Journal.Writing;

/// <summary>
/// Decides whether the writer waits for more before it takes a batch: only while recent batches were shared, and what
/// is there already is not enough.
/// </summary>
/// <remarks>Not thread-safe: the queue locks.</remarks>
internal sealed class LingerRule
{
    /// <summary>Of a moving average of batch sizes: below it appends come one by one, and waiting would only delay them.</summary>
    private const double SharedFrom = 1.5;

    /// <summary>With so many items a transaction's fixed cost is small beside them.</summary>
    private const int EnoughItems = 64;

    private const double Weight = 0.1;

    private double _itemsPerBatch;

    public bool ShouldLinger(int itemsThere) => _itemsPerBatch >= SharedFrom && itemsThere < EnoughItems;

    public void Took(int items) => _itemsPerBatch += Weight * (items - _itemsPerBatch);
}
