namespace Dispatch.Domain.Pools;

/// <summary>How long a ticket at some place is likely to wait until it is accepted.</summary>
[GenerateSerializer, Immutable, Alias("estimated-wait")]
public sealed record EstimatedWait([property: Id(0)] double P50Seconds, [property: Id(1)] double P80Seconds);
