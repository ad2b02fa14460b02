namespace Dispatch.Api.Operations;

/// <summary>What happened lately, as this process heard of it: a ring in memory. Thread-safe; adding is a few stores.</summary>
public sealed class OperationEvents(NodeName node, ApiLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly (DateTimeOffset At, OperationEvent Event)[] _ring = new (DateTimeOffset, OperationEvent)[limits.EventsKept];
    private long _last;

    /// <summary>The number of the last one; 0 before the first.</summary>
    public long LastSeq
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    public void Add(OperationEvent happened)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            _last++;
            _ring[_last % _ring.Length] = (now, happened);
        }
    }

    /// <param name="after">The last number seen; null for the latest ones only.</param>
    /// <param name="limit">From 1; of more than that the latest.</param>
    public OperationEventsBody Read(long? after, int limit)
    {
        var items = new List<OperationEventBody>();
        lock (_lock)
        {
            // A number of another process, or of the one before a restart, may be ahead of this one's.
            var seen = after is { } known && known >= 0 && known <= _last ? known : 0;
            var first = Math.Max(seen + 1, Math.Max(_last - limit + 1, _last - _ring.Length + 1));
            first = Math.Max(first, 1);
            for (var seq = first; seq <= _last; seq++)
            {
                items.Add(BodyOf(seq));
            }

            return new OperationEventsBody(node.Value, items, _last, after is null ? 0 : first - seen - 1);
        }
    }

    private OperationEventBody BodyOf(long seq)
    {
        var (at, happened) = _ring[seq % _ring.Length];
        return new OperationEventBody(
            seq,
            at,
            happened.Kind,
            happened.State,
            happened.Consult,
            happened.Clinic,
            happened.Provider,
            happened.Offer,
            happened.Detail);
    }
}
