using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Pools;

/// <summary>One open consult as its pool holds it.</summary>
internal sealed class PoolEntry(OpenConsult open)
{
    /// <summary>The latest picture of the consult that the pool has seen.</summary>
    public OpenConsult Open { get; set; } = open;

    /// <summary>The offer that is being put to a provider and not answered yet; null when none is.</summary>
    public OfferId? InHand { get; set; }

    /// <summary>How the offer in hand ended, heard before its answer; null when it did not.</summary>
    public OfferEnd? EndedInHand { get; set; }

    /// <summary>The offer that is out; null when none is.</summary>
    public OfferSummary? Outstanding { get; set; }

    /// <summary>Offers that this pool saw made, in case the consult's count lags behind.</summary>
    public int OffersSeen { get; set; }

    /// <summary>Since when the serving provider has no socket; null while it has one, or nobody serves.</summary>
    public DateTimeOffset? DisconnectedSince { get; set; }

    /// <summary>When the watch over this consult runs out next; null when nothing is due ever.</summary>
    public DateTimeOffset? WatchAt { get; set; }

    public Ticket Ticket => Open.Ticket;

    /// <summary>Whether it waits for service hours to begin, outside the line.</summary>
    public bool IsHeld { get; set; }

    public bool MayBePut => !IsHeld && Open.Status.IsUnassigned() && InHand is null && Outstanding is null;
}
