using System.Text.Json;

namespace Dispatch.LoadTests.Audit;

/// <summary>One event as it lies in the store.</summary>
/// <param name="At">Microseconds are exact.</param>
/// <param name="Payload">JSON.</param>
public sealed record StoredEvent(
    string Stream, long Version, string Id, string Type, DateTimeOffset At, byte[] Payload, byte[] Hash)
{
    /// <summary>When its transaction took effect. Where one process writes, in the order of <see cref="At"/>.</summary>
    public DateTimeOffset CommittedAt { get; init; } = At;

    public JsonElement Read()
    {
        using var parsed = JsonDocument.Parse(Payload);
        return parsed.RootElement.Clone();
    }
}
