using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Providers;

/// <summary>A pool puts a ticket to a provider.</summary>
/// <param name="Offer">The id that the offer gets if it is made.</param>
/// <param name="RefuseIfIdleSinceAfter">Another candidate is idle since then: who became free later refuses. Null for no such condition.</param>
[GenerateSerializer, Immutable, Alias("offer-request")]
public sealed record OfferRequest(
    [property: Id(0)] OfferId Offer,
    [property: Id(1)] Ticket Ticket,
    [property: Id(2)] DateTimeOffset? RefuseIfIdleSinceAfter,
    [property: Id(3)] MatchReason Reason);
