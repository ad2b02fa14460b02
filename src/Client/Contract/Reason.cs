namespace Dispatch.Client.Contract;

/// <summary>The body of a request that only says why.</summary>
/// <param name="Text">Free text, kept with the event.</param>
public sealed record Reason([property: System.Text.Json.Serialization.JsonPropertyName("reason")] string Text);
