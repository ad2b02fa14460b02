using System.Collections.Immutable;

namespace Dispatch.Domain.Hours;

/// <summary>A date on which the weekly windows do not count.</summary>
/// <param name="Windows">The hours of that date; none when it is closed all day.</param>
[GenerateSerializer, Immutable, Alias("holiday")]
public sealed record Holiday([property: Id(0)] DateOnly Date, [property: Id(1)] ImmutableArray<TimeWindow> Windows);
