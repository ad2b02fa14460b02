using System.Text.Json;

namespace Dispatch.Tests.Integration.Stores;

internal sealed record StoredEvent(string Stream, long Version, string Id, string Type, DateTimeOffset At, byte[] Payload, byte[] Hash)
{
    /// <summary>When its transaction took effect. Where one process writes, in the order of <see cref="At"/>.</summary>
    public DateTimeOffset CommittedAt { get; init; } = At;

    public JsonElement Data => JsonDocument.Parse(Payload).RootElement;
}
