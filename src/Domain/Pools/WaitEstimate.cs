namespace Dispatch.Domain.Pools;

/// <summary>How long a consult that is asked for now is likely to wait until it is accepted.</summary>
/// <param name="P50Seconds">Half of them wait no longer.</param>
/// <param name="P80Seconds">Four of five wait no longer.</param>
[GenerateSerializer, Immutable, Alias("wait-estimate")]
public readonly record struct WaitEstimate([property: Id(0)] double P50Seconds, [property: Id(1)] double P80Seconds);
