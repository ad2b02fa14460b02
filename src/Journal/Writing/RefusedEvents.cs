using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Writing;

/// <summary>
/// The last events of appends that came to nothing, as long as something that builds on them may be on its way: the
/// oldest are forgotten.
/// </summary>
internal sealed class RefusedEvents
{
    private const int Kept = 4_096;

    private readonly HashSet<EventId> _ids = [];
    private readonly Queue<EventId> _byAge = new();

    public bool Contains(EventId id) => _ids.Count > 0 && _ids.Contains(id);

    public void Add(EventId id)
    {
        if (_ids.Add(id))
        {
            _byAge.Enqueue(id);
            if (_byAge.Count > Kept)
            {
                _ids.Remove(_byAge.Dequeue());
            }
        }
    }

    public void Clear()
    {
        _ids.Clear();
        _byAge.Clear();
    }
}
