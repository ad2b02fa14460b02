using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Providers;

/// <summary>A consult that a provider serves.</summary>
/// <param name="Number">Of the assignment.</param>
/// <param name="Status">Assigned or in progress.</param>
[GenerateSerializer, Immutable, Alias("held-assignment")]
public sealed record HeldAssignment(
    [property: Id(0)] Ticket Ticket,
    [property: Id(1)] int Number,
    [property: Id(2)] int Slot,
    [property: Id(3)] ConsultStatus Status);
