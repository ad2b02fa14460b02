using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Providers;

/// <summary>A consult that a provider serves.</summary>
/// <param name="Number">Of the assignment.</param>
/// <param name="Status">Assigned or in progress.</param>
/// <param name="Offer">The offer that was accepted; null when the assignment was read back from the store.</param>
/// <param name="Units">Of the provider's attention that it holds, a bit each.</param>
[GenerateSerializer, Immutable, Alias("held-assignment")]
public sealed record HeldAssignment(
    [property: Id(0)] Ticket Ticket,
    [property: Id(1)] int Number,
    [property: Id(2)] int Slot,
    [property: Id(3)] ConsultStatus Status,
    [property: Id(4)] OfferId? Offer,
    [property: Id(5)] int Units = 0);
