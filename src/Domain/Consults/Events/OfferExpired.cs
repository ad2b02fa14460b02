using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults.Events;

/// <summary>The provider did not answer in time.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.offer-expired")]
public sealed record OfferExpired(
    [property: Id(0)] OfferId Offer,
    [property: Id(1)] ProviderId Provider) : ConsultEvent;
