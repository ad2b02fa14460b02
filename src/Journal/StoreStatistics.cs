using System.Collections.Immutable;

namespace Dispatch.Journal;

/// <summary>A reading of the writer's counters since it started.</summary>
/// <param name="IsAvailable">Whether the last thing that was tried on the store succeeded.</param>
/// <param name="LastError">What the store said when it last failed; kept after it recovered.</param>
/// <param name="QueuedItems">Waiting for the writer now.</param>
/// <param name="QueuedBytes">Of events and rows, waiting for the writer now.</param>
/// <param name="Batches">Transactions committed.</param>
/// <param name="Items">Appends and state writes committed.</param>
/// <param name="ReplayedBatches">Batches rolled back and replayed item by item because one of them was refused.</param>
/// <param name="RejectedItems">Answered "busy" because the queue was full.</param>
/// <param name="LargestBatch">In items.</param>
/// <param name="CommitCounts">Committed transactions by duration: entry <c>i</c> counts those of less than
/// 2^i × <see cref="FirstBucket"/> and at least half of that; the last one is open.</param>
public sealed record StoreStatistics(
    bool IsAvailable,
    string? LastError,
    int QueuedItems,
    long QueuedBytes,
    long Batches,
    long Items,
    long ReplayedBatches,
    long RejectedItems,
    int LargestBatch,
    TimeSpan CommitTotal,
    ImmutableArray<long> CommitCounts)
{
    public const int BucketCount = 16;

    public static TimeSpan FirstBucket { get; } = TimeSpan.FromMicroseconds(125);
}
