namespace Dispatch.Api.Sessions;

/// <summary>The sessions of this browser: at most one of each kind.</summary>
/// <param name="Now">The server's time.</param>
public sealed record SessionsBody(DateTimeOffset Now, IReadOnlyList<SessionBody> Sessions);
