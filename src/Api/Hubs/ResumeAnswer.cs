using System.Text.Json.Serialization;

namespace Dispatch.Api.Hubs;

/// <param name="Replayed">How many messages were sent again; null after a snapshot.</param>
/// <param name="Snapshot">True when a snapshot was sent instead.</param>
public sealed record ResumeAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Replayed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Snapshot);
