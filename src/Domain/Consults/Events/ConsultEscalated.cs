namespace Dispatch.Domain.Consults.Events;

/// <summary>A promised time was reached without the promise being kept.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.escalated")]
public sealed record ConsultEscalated(
    [property: Id(0)] SlaPromise Promise,
    [property: Id(1)] DateTimeOffset Deadline) : ConsultEvent;
