namespace Dispatch.Journal;

/// <summary>
/// A claim <c>(scope, key)</c> has at most one holder in the store at any time: a provider's slot, an idempotency key.
/// </summary>
public abstract record ClaimChange
{
    private ClaimChange()
    {
    }

    public abstract string Scope { get; init; }

    public abstract string Key { get; init; }

    /// <summary>Refused while anybody holds the claim, the same holder included.</summary>
    /// <param name="ExpiresAt">From then on the claim counts as free; null for never.</param>
    public sealed record Take(string Scope, string Key, string Holder, DateTimeOffset? ExpiresAt = null) : ClaimChange;

    /// <summary>Frees the claim if this holder has it; otherwise nothing happens.</summary>
    public sealed record Free(string Scope, string Key, string Holder) : ClaimChange;
}
