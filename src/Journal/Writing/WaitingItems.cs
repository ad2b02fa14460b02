namespace Dispatch.Journal.Writing;

/// <summary>
/// Items that can wait, in the order of arrival, at most one a subject: when the subject's next item comes, it takes the
/// one before it along, so that both share a transaction and what they write twice is written once.
/// </summary>
/// <remarks>Not thread-safe: the queue locks.</remarks>
internal sealed class WaitingItems
{
    private readonly Dictionary<string, LinkedListNode<Arrival>> _bySubject = new(StringComparer.Ordinal);
    private readonly LinkedList<Arrival> _byArrival = new();

    public int Count => _bySubject.Count;

    /// <summary>How long the oldest item has waited; zero when there is none.</summary>
    public TimeSpan Waited => _byArrival.First is { } oldest ? TimeProvider.System.GetElapsedTime(oldest.Value.At) : TimeSpan.Zero;

    /// <param name="batch">The number of the batch that would take it now.</param>
    public void Add(WriteItem item, long batch) =>
        _bySubject.Add(item.Subject, _byArrival.AddLast(new Arrival(item, batch, TimeProvider.System.GetTimestamp())));

    /// <summary>The subject's waiting item, which waits no longer; null when there is none.</summary>
    public WriteItem? Take(string subject)
    {
        if (!_bySubject.Remove(subject, out var node))
        {
            return null;
        }

        _byArrival.Remove(node);
        return node.Value.Item;
    }

    /// <summary>The oldest item, if it came for the batch with this number or an earlier one.</summary>
    public WriteItem? TakeOldest(long upToBatch) =>
        _byArrival.First is { } oldest && oldest.Value.Batch <= upToBatch ? Take(oldest.Value.Item.Subject) : null;

    private readonly record struct Arrival(WriteItem Item, long Batch, long At);
}
