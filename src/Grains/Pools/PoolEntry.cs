using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Journal.Queries;

namespace Dispatch.Grains.Pools;

/// <summary>
/// One open consult as its pool holds it. A fact about an offer is announced before it is durable: if it gets lost, another
/// event takes its version, and what the store has is what is true.
/// </summary>
internal sealed class PoolEntry(OpenConsult open, bool fromStore)
{
    private bool _isDurable = fromStore;
    private int _sweepsInDoubt;

    /// <summary>The latest picture of the consult that the pool has seen.</summary>
    public OpenConsult Open { get; private set; } = open;

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

    /// <summary>Whether the pool has this picture, or a later one.</summary>
    public bool Knows(OpenConsult told) =>
        told.Version < Open.Version
        || (told.Version == Open.Version && (_isDurable || told.UpdatedAt <= Open.UpdatedAt));

    /// <summary>Takes that picture on; whoever asks has found that it is to be.</summary>
    public void Became(OpenConsult told, bool fromStore)
    {
        Open = told;
        _isDurable = fromStore;
        _sweepsInDoubt = 0;
    }

    /// <summary>Whether a picture that the store told is to be taken on, though it may be an earlier one.</summary>
    public bool IsTrueRather(OpenConsult stored) =>
        stored.Status.IsEnded()
        || stored.UpdatedAt > Open.UpdatedAt
        || stored.Version > Open.Version
        || (stored.Version == Open.Version && !IsSame(stored.UpdatedAt))
        || _sweepsInDoubt > 1;

    /// <summary>
    /// Compares the picture that a sweep found. One of an earlier version is doubted first: the sweep may have begun before
    /// the later one was made, or that is still on its way into the store. Two sweeps in a row are right.
    /// </summary>
    /// <returns>Whether the consult is to be read from the store.</returns>
    public bool IsToBeRead(OpenConsultVersion stored)
    {
        if (stored.Version == Open.Version && IsSame(stored.UpdatedAt))
        {
            _isDurable = true;
            _sweepsInDoubt = 0;
            if (OffersInPlay == 0)
            {
                // Nothing is on its way into the store any more: what it did not count got lost.
                OffersSeen = Math.Min(OffersSeen, Open.OffersMade);
            }

            return false;
        }

        return stored.Version >= Open.Version || stored.UpdatedAt > Open.UpdatedAt || ++_sweepsInDoubt > 1;
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

    // Stores keep whole microseconds.
    private bool IsSame(DateTimeOffset stored) =>
        stored.UtcTicks / TimeSpan.TicksPerMicrosecond == Open.UpdatedAt.UtcTicks / TimeSpan.TicksPerMicrosecond;
}
