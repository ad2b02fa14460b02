using System.Text.Json;

namespace Dispatch.Api.Consults;

/// <param name="Seq">Place in the consult's stream, from 1 without gap.</param>
/// <param name="Type">Stable name, for instance <c>consult.assigned</c>.</param>
/// <param name="Data">Its members depend on the type.</param>
public sealed record TimelineEntryBody(long Seq, string Type, DateTimeOffset At, JsonElement Data);
