namespace Dispatch.Journal.Writing;

/// <summary>What the writer counts. Written by its thread and by appenders, read by anybody.</summary>
internal sealed class WriterCounters
{
    private readonly Lock _lock = new();
    private readonly long[] _commitCounts = new long[StoreStatistics.BucketCount];
    private TimeSpan _commitTotal;
    private long _batches;
    private long _items;
    private long _replayedBatches;
    private long _rejectedItems;
    private int _largestBatch;
    private bool _isAvailable = true;
    private string? _lastError;

    public bool IsAvailable
    {
        get
        {
            lock (_lock)
            {
                return _isAvailable;
            }
        }
    }

    public void Committed(int items, TimeSpan duration)
    {
        lock (_lock)
        {
            _isAvailable = true;
            _batches++;
            _items += items;
            _largestBatch = Math.Max(_largestBatch, items);
            _commitTotal += duration;
            _commitCounts[BucketOf(duration)]++;
        }
    }

    public void Recovered()
    {
        lock (_lock)
        {
            _isAvailable = true;
        }
    }

    public void Failed(string error)
    {
        lock (_lock)
        {
            _isAvailable = false;
            _lastError = error;
        }
    }

    public void Replayed() => Interlocked.Increment(ref _replayedBatches);

    public void Rejected() => Interlocked.Increment(ref _rejectedItems);

    public StoreStatistics Read(int queuedItems, long queuedBytes)
    {
        lock (_lock)
        {
            return new StoreStatistics(
                _isAvailable,
                _lastError,
                queuedItems,
                queuedBytes,
                _batches,
                _items,
                Interlocked.Read(ref _replayedBatches),
                Interlocked.Read(ref _rejectedItems),
                _largestBatch,
                _commitTotal,
                [.. _commitCounts]);
        }
    }

    private static int BucketOf(TimeSpan duration)
    {
        var bucket = 0;
        for (var bound = StoreStatistics.FirstBucket;
             duration >= bound && bucket < StoreStatistics.BucketCount - 1;
             bound *= 2)
        {
            bucket++;
        }

        return bucket;
    }
}
