using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults.Events;

/// <summary>A clinic asked for it; durable before the clinic heard yes.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.requested")]
public sealed record ConsultRequested(
    [property: Id(0)] Ticket Ticket,
    [property: Id(1)] LocationId? Location,
    [property: Id(2)] SealedData Patient) : ConsultEvent;
