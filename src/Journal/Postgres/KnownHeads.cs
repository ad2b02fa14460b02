using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Heads of streams that need not be read. Other processes write too, so what is known here is taken for true only where
/// the appender expects the same: if both are behind, the key of the stream's events refuses the append, and the next try
/// reads everything.
/// </summary>
internal sealed class KnownHeads(int capacity)
{
    private readonly LeastRecentlyUsed<string, StreamHead> _heads = new(capacity, StringComparer.Ordinal);
    private IReadOnlyList<PlannedEvent> _planned = [];
    private bool _readsAll;

    /// <returns>Null when it is to be read.</returns>
    public StreamHead? Find(string stream, long expectedVersion)
    {
        if (_readsAll)
        {
            return null;
        }

        if (expectedVersion == StreamHead.None.Version)
        {
            return StreamHead.None;
        }

        return _heads.TryGet(stream, out var head) && head.Version == expectedVersion ? head : null;
    }

    public void Plan(IReadOnlyList<PlannedEvent> events) => _planned = events;

    /// <summary>What was planned is durable.</summary>
    public void Committed()
    {
        for (var i = 0; i < _planned.Count; i++)
        {
            if (i + 1 == _planned.Count || _planned[i + 1].Stream != _planned[i].Stream)
            {
                _heads.Put(_planned[i].Stream, new StreamHead(_planned[i].Version, _planned[i].Hash));
            }
        }

        _planned = [];
        _readsAll = false;
    }

    /// <summary>What was planned is not, perhaps because something here was wrong.</summary>
    public void Forget()
    {
        _heads.Clear();
        _planned = [];
        _readsAll = true;
    }
}
