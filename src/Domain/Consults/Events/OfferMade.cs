using Dispatch.Domain.Offers;

namespace Dispatch.Domain.Consults.Events;

/// <summary>It was put to a provider. Nobody waits for this append: a crash may lose it.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.offer-made")]
public sealed record OfferMade(
    [property: Id(0)] OfferSummary Offer) : ConsultEvent;
