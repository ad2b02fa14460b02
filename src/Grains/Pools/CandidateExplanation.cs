using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Pools;

/// <param name="PassedOver">Why it is not asked; null when it could be.</param>
[GenerateSerializer, Immutable, Alias("candidate-explanation")]
public sealed record CandidateExplanation(
    [property: Id(0)] ProviderId Provider,
    [property: Id(1)] DateTimeOffset IdleSince,
    [property: Id(2)] PassedOverReason? PassedOver);
