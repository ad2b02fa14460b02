using Dispatch.Domain.Consults;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Providers;

/// <summary>A reserved slot: an open offer, or an acceptance on its way.</summary>
/// <param name="AcceptingSince">When the provider said yes: from then the offer's clock stands still. Null before.</param>
/// <param name="Units">Of the provider's attention that it holds, a bit each.</param>
public sealed record HeldOffer(OfferSummary Offer, Ticket Ticket, int Slot, DateTimeOffset? AcceptingSince, int Units = 0)
{
    /// <summary>Whether the acceptance may have taken effect although nobody could tell: only its consult's answer ends that.</summary>
    public bool IsInDoubt { get; init; }

    public bool IsOpen => AcceptingSince is null;
}
