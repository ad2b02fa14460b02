using System.Collections.Immutable;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Pools;

/// <summary>What a pool knows about one consult.</summary>
/// <param name="Position">From 1; null when it is not in line.</param>
/// <param name="Outstanding">Offers that are out.</param>
/// <param name="Candidates">Who is free in the state and why each is, or is not, asked.</param>
/// <param name="Deferred">Whether it stands behind because its clinic has more in line than may stand in front.</param>
[GenerateSerializer, Immutable, Alias("pool-explanation")]
public sealed record PoolExplanation(
    [property: Id(0)] int? Position,
    [property: Id(1)] ImmutableArray<OfferSummary> Outstanding,
    [property: Id(2)] ImmutableArray<CandidateExplanation> Candidates,
    [property: Id(3)] bool Deferred = false);
