namespace Dispatch.Api.Sessions;

/// <param name="Revoked">How many sessions were ended.</param>
public sealed record RevokedSessionsBody(int Revoked);
