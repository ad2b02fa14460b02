using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults.Events;

/// <summary>It ended with a documented decision. <c>Record</c> holds the justification and the orders.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.completed")]
public sealed record ConsultCompleted(
    [property: Id(0)] int Number,
    [property: Id(1)] ProviderId Provider,
    [property: Id(2)] Decision Decision,
    [property: Id(3)] OrderId? Order,
    [property: Id(4)] SealedData Record) : ConsultEvent;
