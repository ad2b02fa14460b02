using System.Text.Json;

namespace Dispatch.Tests.Integration.Stores;

internal sealed record StoredEvent(string Stream, long Version, string Id, string Type, DateTimeOffset At, byte[] Payload, byte[] Hash)
{
    public JsonElement Data => JsonDocument.Parse(Payload).RootElement;
}
