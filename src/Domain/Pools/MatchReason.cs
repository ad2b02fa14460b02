using System.Collections.Immutable;

namespace Dispatch.Domain.Pools;

/// <summary>Why this ticket was put to this provider: recorded with the offer and shown by <c>explain</c>.</summary>
/// <param name="Candidates">How many candidates could have been asked.</param>
/// <param name="PassedOver">The first few tickets and candidates that came before in order, with the reason.</param>
/// <param name="PassedOverCount">All of them.</param>
[GenerateSerializer, Immutable, Alias("match-reason")]
public sealed record MatchReason(
    [property: Id(0)] DistributionPolicy Policy,
    [property: Id(1)] int Candidates,
    [property: Id(2)] ImmutableArray<PassedOver> PassedOver,
    [property: Id(3)] int PassedOverCount);
