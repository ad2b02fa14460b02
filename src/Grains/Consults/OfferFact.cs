using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Consults;

/// <summary>What happened to an offer of a consult.</summary>
[GenerateSerializer, Immutable, Alias("offer-fact")]
public abstract record OfferFact
{
    private OfferFact()
    {
    }

    [GenerateSerializer, Immutable, Alias("offer-fact.made")]
    public sealed record Made([property: Id(0)] OfferSummary Offer) : OfferFact;

    /// <param name="Reason">Free text; sealed before it is stored.</param>
    [GenerateSerializer, Immutable, Alias("offer-fact.declined")]
    public sealed record Declined(
        [property: Id(0)] OfferId Offer, [property: Id(1)] ProviderId Provider, [property: Id(2)] string? Reason) : OfferFact;

    [GenerateSerializer, Immutable, Alias("offer-fact.expired")]
    public sealed record Expired([property: Id(0)] OfferId Offer, [property: Id(1)] ProviderId Provider) : OfferFact;

    [GenerateSerializer, Immutable, Alias("offer-fact.rescinded")]
    public sealed record Rescinded(
        [property: Id(0)] OfferId Offer, [property: Id(1)] ProviderId Provider, [property: Id(2)] RescindReason Reason)
        : OfferFact;
}
