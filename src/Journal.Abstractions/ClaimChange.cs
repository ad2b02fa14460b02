namespace Dispatch.Journal;

/// <summary>
/// A claim <c>(scope, key)</c> has at most one holder in the store at any time: a provider's slot, an idempotency key. What
/// an append does with it, or asks of it.
/// </summary>
public abstract record ClaimChange
{
    private ClaimChange()
    {
    }

    public abstract string Scope { get; init; }

    public abstract string Key { get; init; }

    public abstract string Holder { get; init; }

    /// <summary>Refused while anybody holds the claim, the same holder included.</summary>
    /// <param name="ExpiresAt">From then on the claim counts as free; null for never.</param>
    public sealed record Take(string Scope, string Key, string Holder, DateTimeOffset? ExpiresAt = null) : ClaimChange;

    /// <summary>Frees the claim if this holder has it; otherwise nothing happens.</summary>
    public sealed record Free(string Scope, string Key, string Holder) : ClaimChange;

    /// <summary>Gives the claim to this holder, whoever has it; never refused.</summary>
    public sealed record Put(string Scope, string Key, string Holder) : ClaimChange;

    /// <summary>
    /// Changes nothing, and is refused unless this holder has the claim: it stays so until the append is durable, whoever
    /// else writes. Of a claim that nobody has ever taken that is not so for certain.
    /// </summary>
    public sealed record Require(string Scope, string Key, string Holder) : ClaimChange;
}
