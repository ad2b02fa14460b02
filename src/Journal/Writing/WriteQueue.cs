namespace Dispatch.Journal.Writing;

/// <summary>What waits for the writer, bounded by count and bytes. Many put, one takes.</summary>
internal sealed class WriteQueue(JournalOptions options, TimeProvider time)
{
    private const int TimedWaitsMaximum = 20;

    private readonly object _gate = new();
    private readonly Queue<WriteItem> _items = new();
    private readonly WaitingItems _waiting = new();
    private readonly LingerRule _linger = new(options.Linger, options.LongestLinger);
    private long _takenAt = time.GetTimestamp();
    private long _batch;
    private long _bytes;
    private bool _writerWaits;

    // Waits that may still end by time-out before the writer sleeps until it is woken: while items that can wait keep
    // coming, none of them has to wake it.
    private int _timedWaits;
    private bool _errand;
    private bool _closed;

    public (int Items, long Bytes) Depth
    {
        get
        {
            lock (_gate)
            {
                return (_items.Count + _waiting.Count, _bytes);
            }
        }
    }

    public QueueAnswer Put(WriteItem item)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return QueueAnswer.Closed;
            }

            var count = _items.Count + _waiting.Count;
            if (count > 0 && (count >= options.QueueLength || _bytes + item.Bytes > options.QueueBytes))
            {
                return QueueAnswer.Full;
            }

            _bytes += item.Bytes;
            if (_waiting.Take(item.Subject) is { } before)
            {
                _items.Enqueue(before);
            }

            if (item.CanWait && options.LongestWait > TimeSpan.Zero)
            {
                _waiting.Add(item, _batch);
                if (_timedWaits > 0)
                {
                    return QueueAnswer.Taken;
                }

                _timedWaits = TimedWaitsMaximum;
            }
            else
            {
                _items.Enqueue(item);
            }

            Wake();
            return QueueAnswer.Taken;
        }
    }

    /// <summary>Has the writer come back from waiting with nothing, to see to its upkeep.</summary>
    public void SendErrand()
    {
        lock (_gate)
        {
            _errand = true;
            Wake();
        }
    }

    /// <summary>Takes nothing more; what is queued is still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Wake();
        }
    }

    /// <summary>Waits for items or an errand, and takes as many as fit one batch.</summary>
    /// <returns>False once it is closed and empty.</returns>
    public bool Take(List<WriteItem> batch, bool wait)
    {
        lock (_gate)
        {
            if (wait)
            {
                Wait_NeedsLock();
            }

            _writerWaits = false;
            _errand = false;
            if (!_closed && _items.Count > 0 && _linger.WaitFor(_items.Count) is { Ticks: > 0 } linger)
            {
                // Nobody pulses a writer that does not say it waits: this ends by time, or when the queue closes.
                Monitor.Wait(_gate, linger);
            }

            ReleaseWaiting_NeedsLock(_closed ? long.MaxValue : _batch - options.BatchesWaited);
            var batchBytes = 0L;
            while (_items.TryPeek(out var item)
                && batch.Count < options.BatchItems
                && (batch.Count == 0 || batchBytes + item.Bytes <= options.BatchBytes))
            {
                batch.Add(_items.Dequeue());
                batchBytes += item.Bytes;
            }

            _bytes -= batchBytes;
            _batch++;
            if (batch.Count > 0)
            {
                var takenAt = time.GetTimestamp();
                _linger.Took(batch.Count, time.GetElapsedTime(_takenAt, takenAt));
                _takenAt = takenAt;
            }

            return batch.Count > 0 || !_closed;
        }
    }

    private void Wait_NeedsLock()
    {
        while (_items.Count == 0 && !_errand && !_closed)
        {
            _writerWaits = true;
            if (_timedWaits == 0)
            {
                Monitor.Wait(_gate);
                continue;
            }

            // From the arrival of the oldest, not from now: what others append meanwhile would put it off again and again.
            var left = options.LongestWait - _waiting.Waited;
            if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
            {
                _timedWaits = _waiting.Count > 0 ? TimedWaitsMaximum : _timedWaits - 1;
                ReleaseWaiting_NeedsLock(long.MaxValue);
            }
        }
    }

    private void ReleaseWaiting_NeedsLock(long upToBatch)
    {
        while (_waiting.TakeOldest(upToBatch) is { } item)
        {
            _items.Enqueue(item);
        }
    }

    // One pulse per sleep: a pulse wakes a thread, and that is the dearest part of an append under light load.
    private void Wake()
    {
        if (_writerWaits)
        {
            _writerWaits = false;
            Monitor.Pulse(_gate);
        }
    }
}
