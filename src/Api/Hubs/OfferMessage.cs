using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Hubs;

/// <summary><c>Offer</c>: a consult put to the provider from <c>offeredAt</c> until <c>expiresAt</c>. Names no patient.</summary>
public sealed record OfferMessage(
    long Seq,
    OfferId OfferId,
    ConsultId ConsultId,
    StateCode State,
    ImmutableArray<ServiceId> Services,
    Modality Modality,
    Priority Priority,
    double WaitedSeconds,
    DateTimeOffset OfferedAt,
    DateTimeOffset ExpiresAt)
{
    public static OfferMessage Of(long seq, OpenOffer open, double waitedSeconds) => new(
        seq,
        open.Offer.Id,
        open.Ticket.Consult,
        open.Ticket.Requirements.State,
        open.Ticket.Requirements.Services,
        open.Ticket.Requirements.Modality,
        open.Ticket.Priority,
        waitedSeconds,
        open.Offer.OfferedAt,
        open.Offer.ExpiresAt);
}
