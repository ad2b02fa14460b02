namespace Dispatch.Api.Operations;

/// <summary>How the journal of the process that answers does.</summary>
/// <param name="QueuedItems">Appends that wait for the writer.</param>
/// <param name="ItemsPerBatch">Appends per transaction since the start.</param>
/// <param name="LargestBatch">In appends, since the start.</param>
/// <param name="ItemsPerSecond">Over the last minute, as is what follows.</param>
/// <param name="RecentItemsPerBatch">Null when nothing was committed.</param>
/// <param name="CommitP50Seconds">What half of the transactions took at most; null when nothing was committed.</param>
/// <param name="CommitP99Seconds">To the next power of two of 125 µs, as the median is.</param>
public sealed record StoreBody(
    bool Available,
    int QueuedItems,
    long Batches,
    long Items,
    double ItemsPerBatch,
    int LargestBatch,
    double ItemsPerSecond,
    double? RecentItemsPerBatch,
    double? CommitP50Seconds,
    double? CommitP99Seconds);
