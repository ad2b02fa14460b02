using Dispatch.Domain.Consults;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Providers;

/// <summary>An offer that a provider holds, with the ticket it is for.</summary>
[GenerateSerializer, Immutable, Alias("open-offer")]
public sealed record OpenOffer([property: Id(0)] OfferSummary Offer, [property: Id(1)] Ticket Ticket);
