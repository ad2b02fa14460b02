namespace Dispatch.Journal.Writing;

/// <summary>A claim as it stands at the end of a batch.</summary>
/// <param name="IsStored">Whether the store has it, expired or not.</param>
/// <param name="Holder">Null when it is free.</param>
internal readonly record struct PlannedClaim(ClaimKey Key, bool IsStored, ClaimHolder? Holder);
