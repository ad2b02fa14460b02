using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults.Events;

/// <summary>The provider said no. <c>Reason</c> is free text, so it is sealed.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.offer-declined")]
public sealed record OfferDeclined(
    [property: Id(0)] OfferId Offer,
    [property: Id(1)] ProviderId Provider,
    [property: Id(2)] SealedData? Reason) : ConsultEvent;
