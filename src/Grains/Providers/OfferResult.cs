using Dispatch.Domain.Consults;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Providers;

/// <summary>A provider's answer to a pool that puts a ticket to it.</summary>
[GenerateSerializer, Immutable, Alias("offer-result")]
public abstract record OfferResult
{
    private OfferResult()
    {
    }

    /// <summary>A slot is reserved until the offer ends.</summary>
    /// <param name="Remaining">The provider with the slots that are still free; null when there are none.</param>
    [GenerateSerializer, Immutable, Alias("offer-result.offered")]
    public sealed record Offered([property: Id(0)] OfferSummary Offer, [property: Id(1)] Candidate? Remaining) : OfferResult;

    /// <summary>No free slot for this modality, off duty, on break, suspended or not connected. Announces itself when free.</summary>
    /// <param name="Stamp">News of the candidate with an older stamp is out of date.</param>
    [GenerateSerializer, Immutable, Alias("offer-result.unavailable")]
    public sealed record Unavailable([property: Id(0)] long Stamp, [property: Id(1)] Candidate? Remaining) : OfferResult;

    /// <summary>Free, but not the one who has been idle longest.</summary>
    [GenerateSerializer, Immutable, Alias("offer-result.less-idle")]
    public sealed record LessIdle([property: Id(0)] Candidate Candidate) : OfferResult;

    /// <summary>A hard requirement is not met.</summary>
    /// <param name="Candidate">The provider as it is, for other tickets of the state; null when it may serve none.</param>
    [GenerateSerializer, Immutable, Alias("offer-result.not-eligible")]
    public sealed record NotEligible(
        [property: Id(0)] UnmetRequirement Requirement,
        [property: Id(1)] long Stamp,
        [property: Id(2)] Candidate? Candidate) : OfferResult;

    /// <summary>The provider declined this consult before.</summary>
    [GenerateSerializer, Immutable, Alias("offer-result.declined-before")]
    public sealed record DeclinedBefore([property: Id(0)] Candidate? Candidate, [property: Id(1)] long Stamp) : OfferResult;
}
