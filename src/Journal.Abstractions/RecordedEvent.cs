using Dispatch.Domain.Ids;

namespace Dispatch.Journal;

/// <param name="Version">From 1, without gap.</param>
/// <param name="Hash">SHA-256 over the previous hash and this event as stored: 32 bytes.</param>
/// <param name="PreviousHash">Of the event before it in its stream; 32 zero bytes for the first.</param>
public sealed record RecordedEvent(
    string Stream,
    long Version,
    EventId Id,
    string Type,
    DateTimeOffset At,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Hash,
    ReadOnlyMemory<byte> PreviousHash)
{
    private Memo _memo;

    /// <summary>What the payload means, made once for all who read this object: a store in memory hands out the same again.</summary>
    /// <param name="decode">A function of what the event is and of nothing else; for one type of event always the same.</param>
    public T Decoded<T>(Func<RecordedEvent, T> decode)
        where T : class => (T)(_memo.Value ??= decode(this));

    /// <summary>No part of what an event is: events are equal whether or not they were decoded.</summary>
    private struct Memo : IEquatable<Memo>
    {
        public object? Value;

        public readonly bool Equals(Memo other) => true;

        public override readonly bool Equals(object? obj) => obj is Memo;

        public override readonly int GetHashCode() => 0;
    }
}
