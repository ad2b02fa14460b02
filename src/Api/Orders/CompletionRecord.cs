using System.Text.Json;

namespace Dispatch.Api.Orders;

/// <summary>The record of a decision. Exists in clear only while it is signed or shown; sealed everywhere else.</summary>
/// <param name="Orders">Each as the provider wrote it.</param>
public sealed record CompletionRecord(string Justification, IReadOnlyList<JsonElement> Orders);
