namespace Dispatch.Domain.Consults.Events;

/// <summary>The assigned provider began.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.started")]
public sealed record ConsultStarted(
    [property: Id(0)] int Number) : ConsultEvent;
