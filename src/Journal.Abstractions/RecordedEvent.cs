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
    ReadOnlyMemory<byte> PreviousHash);
