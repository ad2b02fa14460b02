using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Pools;

/// <summary>A line as it stands.</summary>
/// <param name="Open">Consults of the state that have not ended.</param>
/// <param name="Waiting">Of them, those that nobody serves.</param>
/// <param name="Ahead">How many of the waiting stand before the place that was asked for.</param>
/// <param name="OldestRequestedAt">Null when nobody waits.</param>
/// <param name="Candidates">Providers who announced themselves free.</param>
/// <param name="Estimate">Null when there is too little to estimate from.</param>
/// <param name="LastHour">Waits of the consults accepted in the last hour; null when there were none.</param>
[GenerateSerializer, Immutable, Alias("line-view")]
public sealed record LineView(
    [property: Id(0)] int Open,
    [property: Id(1)] int Waiting,
    [property: Id(2)] int Ahead,
    [property: Id(3)] DateTimeOffset? OldestRequestedAt,
    [property: Id(4)] int Candidates,
    [property: Id(5)] WaitEstimate? Estimate,
    [property: Id(6)] WaitStatistics? LastHour);
