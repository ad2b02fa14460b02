using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;

namespace Dispatch.Api.Operations;

/// <summary>One offer with the reason, as it was recorded, that this provider was asked.</summary>
public sealed record ExplainedOfferBody(
    OfferId Id,
    ProviderId Provider,
    DateTimeOffset OfferedAt,
    DateTimeOffset ExpiresAt,
    OfferOutcome Outcome,
    DateTimeOffset? EndedAt,
    MatchReason Reason);
