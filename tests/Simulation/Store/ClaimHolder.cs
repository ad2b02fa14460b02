namespace Dispatch.Tests.Simulation.Store;

internal sealed record ClaimHolder(string Holder, DateTimeOffset? ExpiresAt)
{
    public bool HoldsAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}
