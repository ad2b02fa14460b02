namespace Dispatch.Domain.Consults.Events;

/// <summary>The assignment ended; the consult waits again at its original place.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.released")]
public sealed record ConsultReleased(
    [property: Id(0)] int Number,
    [property: Id(1)] ReleaseReason Reason,
    [property: Id(2)] SealedData? Note) : ConsultEvent;
