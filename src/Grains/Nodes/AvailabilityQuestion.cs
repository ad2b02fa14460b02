using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Nodes;

/// <summary>Asks a provider whether it is free.</summary>
/// <param name="Listed">As the pool that asks lists it; null when it does not.</param>
[GenerateSerializer, Immutable, Alias("availability-question")]
public sealed record AvailabilityQuestion(
    [property: Id(0)] ProviderId Provider,
    [property: Id(1)] Candidate? Listed);
