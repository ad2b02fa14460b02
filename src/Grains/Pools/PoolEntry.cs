using Dispatch.Domain;
using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Pools;

/// <summary>One open consult as its pool holds it.</summary>
internal sealed class PoolEntry(OpenConsult open)
{
    /// <summary>The latest picture of the consult that the pool has seen.</summary>
    public OpenConsult Open { get; set; } = open;

    /// <summary>The first of its offers that are in hand or out; the others follow it.</summary>
    public OfferInPlay? FirstOffer { get; private set; }

    public int OffersInPlay { get; private set; }

    /// <summary>Offers that this pool saw made, in case the consult's count lags behind.</summary>
    public int OffersSeen { get; set; }

    /// <summary>Since when the serving provider has no socket; null while it has one, or nobody serves.</summary>
    public DateTimeOffset? DisconnectedSince { get; set; }

    /// <summary>When the watch over this consult runs out next; null when nothing is due ever.</summary>
    public DateTimeOffset? WatchAt { get; set; }

    public Ticket Ticket => Open.Ticket;

    /// <summary>Whether it waits for service hours to begin, outside the line.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The ticket with the class in which it waits.</summary>
    public Ticket TicketInLine =>
        Open.Priority == Ticket.Priority ? Ticket : Ticket with { Priority = Open.Priority };

    /// <summary>Whether one more provider may be asked now.</summary>
    public bool MayBePut =>
        !IsHeld
        && Open.Status.IsUnassigned()
        && OffersInPlay < Open.OffersAtOnce
        && !HasUsedUpItsOffers;

    /// <summary>Whether as many offers were made, or are being made, as may be.</summary>
    public bool HasUsedUpItsOffers => Math.Max(Open.OffersMade, OffersSeen) + InHand >= DispatchLimits.OffersPerConsult;

    private int InHand
    {
        get
        {
            var inHand = 0;
            for (var offer = FirstOffer; offer is not null; offer = offer.Next)
            {
                inHand += offer.Outstanding is null ? 1 : 0;
            }

            return inHand;
        }
    }

    public void Add(OfferInPlay offer)
    {
        offer.Next = FirstOffer;
        FirstOffer = offer;
        OffersInPlay++;
    }

    public void Remove(OfferInPlay offer)
    {
        if (FirstOffer == offer)
        {
            FirstOffer = offer.Next;
        }
        else
        {
            var before = FirstOffer;
            while (before!.Next != offer)
            {
                before = before.Next;
            }

            before.Next = offer.Next;
        }

        offer.Next = null;
        OffersInPlay--;
    }
}
