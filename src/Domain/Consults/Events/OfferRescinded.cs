using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Domain.Consults.Events;

/// <summary>The offer was taken back.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.offer-rescinded")]
public sealed record OfferRescinded(
    [property: Id(0)] OfferId Offer,
    [property: Id(1)] ProviderId Provider,
    [property: Id(2)] RescindReason Reason) : ConsultEvent;
