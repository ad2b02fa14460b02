using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Domain.Offers;

/// <summary>One offer: a ticket put to one provider for a limited time.</summary>
[GenerateSerializer, Immutable, Alias("offer")]
public sealed record OfferSummary(
    [property: Id(0)] OfferId Id,
    [property: Id(1)] ProviderId Provider,
    [property: Id(2)] DateTimeOffset OfferedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] MatchReason Reason);
