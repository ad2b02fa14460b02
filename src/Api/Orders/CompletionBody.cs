using System.Text.Json;

namespace Dispatch.Api.Orders;

/// <summary>What a provider concludes.</summary>
/// <param name="Decision"><c>approved</c>, <c>denied</c> or <c>referred</c>.</param>
/// <param name="Justification">The medical judgement in words.</param>
/// <param name="Orders">When approved, one for each service that was asked for.</param>
public sealed record CompletionBody(string? Decision, string? Justification, IReadOnlyList<JsonElement>? Orders);
