namespace Dispatch.Domain.Consults.Events;

/// <summary>It ended because somebody withdrew it. <c>Reason</c> is free text, so it is sealed.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.cancelled")]
public sealed record ConsultCancelled(
    [property: Id(0)] ClosedBy By,
    [property: Id(1)] SealedData Reason) : ConsultEvent;
