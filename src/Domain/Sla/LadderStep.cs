using Dispatch.Domain.Consults;

namespace Dispatch.Domain.Sla;

/// <summary>One step of a ladder: what is done when so much of a promised time has passed without the promise being kept.</summary>
/// <param name="Percent">From 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("ladder-step")]
public sealed record LadderStep(
    [property: Id(0)] SlaPromise Promise,
    [property: Id(1)] int Percent,
    [property: Id(2)] LadderAction Action)
{
    /// <summary>The instant of the step for a promise counted from one instant to another.</summary>
    public DateTimeOffset At(DateTimeOffset from, DateTimeOffset deadline) =>
        from + TimeSpan.FromTicks((deadline - from).Ticks / 100 * Percent);
}
