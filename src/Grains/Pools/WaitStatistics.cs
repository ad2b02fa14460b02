namespace Dispatch.Grains.Pools;

/// <param name="SlaAttained">Share of the accepted that were accepted in time, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("wait-statistics")]
public sealed record WaitStatistics(
    [property: Id(0)] double P50Seconds,
    [property: Id(1)] double P90Seconds,
    [property: Id(2)] double SlaAttained,
    [property: Id(3)] int Accepts);
