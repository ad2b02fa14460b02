namespace Dispatch.Domain.Hours;

/// <summary>A window of one date.</summary>
[GenerateSerializer, Immutable, Alias("dated-window")]
public readonly record struct DatedWindow([property: Id(0)] DateOnly Date, [property: Id(1)] TimeWindow Window);
