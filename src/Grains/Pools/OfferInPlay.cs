using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Pools;

/// <summary>One offer of an open consult: in hand until its provider answers, then out until it ends.</summary>
internal sealed class OfferInPlay(OfferId id, ProviderId provider, PoolEntry entry)
{
    public OfferId Id { get; } = id;

    public ProviderId Provider { get; } = provider;

    public PoolEntry Entry { get; } = entry;

    /// <summary>The offer that is out; null while in hand.</summary>
    public OfferSummary? Outstanding { get; init; }

    /// <summary>How it ended, heard while it was in hand; null when it did not.</summary>
    public OfferEnd? EndedInHand { get; set; }

    /// <summary>Whether the line was told not to ask this provider meanwhile: only needed when the ticket waits for a
    /// further offer beside this one.</summary>
    public bool IsExcluded { get; set; }

    /// <summary>The next offer of the same consult: there are at most three, and mostly one.</summary>
    public OfferInPlay? Next { get; set; }
}
