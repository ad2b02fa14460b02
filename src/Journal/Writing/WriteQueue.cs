namespace Dispatch.Journal.Writing;

/// <summary>What waits for the writer, bounded by count and bytes. Many put, one takes.</summary>
internal sealed class WriteQueue(JournalOptions options)
{
    private readonly object _gate = new();
    private readonly Queue<WriteItem> _items = new();
    private long _bytes;
    private bool _writerWaits;
    private bool _errand;
    private bool _closed;

    public (int Items, long Bytes) Depth
    {
        get
        {
            lock (_gate)
            {
                return (_items.Count, _bytes);
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

            if (_items.Count > 0
                && (_items.Count >= options.QueueLength || _bytes + item.Bytes > options.QueueBytes))
            {
                return QueueAnswer.Full;
            }

            _items.Enqueue(item);
            _bytes += item.Bytes;
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
            while (wait && _items.Count == 0 && !_errand && !_closed)
            {
                _writerWaits = true;
                Monitor.Wait(_gate);
            }

            _writerWaits = false;
            _errand = false;
            var batchBytes = 0L;
            while (_items.TryPeek(out var item)
                && batch.Count < options.BatchItems
                && (batch.Count == 0 || batchBytes + item.Bytes <= options.BatchBytes))
            {
                batch.Add(_items.Dequeue());
                batchBytes += item.Bytes;
            }

            _bytes -= batchBytes;
            return batch.Count > 0 || !_closed;
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
