using Dispatch.Domain.Sla;

namespace Dispatch.Domain.Consults.Events;

/// <summary>So much of a promised time had passed without the promise being kept, and a step was taken.</summary>
/// <param name="Deadline">Of the promise.</param>
/// <param name="Percent">Of the promised time; 100 when the promise was missed.</param>
/// <param name="Action">What was done.</param>
/// <param name="Step">Its place in the consult's ladder; null when the promise was missed.</param>
[GenerateSerializer, Immutable, Alias("consult-event.escalated")]
public sealed record ConsultEscalated(
    [property: Id(0)] SlaPromise Promise,
    [property: Id(1)] DateTimeOffset Deadline,
    [property: Id(2)] int Percent = 100,
    [property: Id(3)] LadderAction Action = LadderAction.Record,
    [property: Id(4)] int? Step = null) : ConsultEvent;
