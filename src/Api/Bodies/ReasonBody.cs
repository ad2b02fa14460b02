namespace Dispatch.Api.Bodies;

/// <summary>The body of a request that only says why.</summary>
public sealed record ReasonBody(string? Reason);
