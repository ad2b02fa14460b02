using System.Collections.Immutable;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Providers;

namespace Dispatch.Grains.Providers;

/// <summary>A provider as it stands.</summary>
/// <param name="Duty">With busy derived from its slots.</param>
[GenerateSerializer, Immutable, Alias("provider-view")]
public sealed record ProviderView(
    [property: Id(0)] ProviderProfile Profile,
    [property: Id(1)] bool Suspended,
    [property: Id(2)] Duty Duty,
    [property: Id(3)] bool Connected,
    [property: Id(4)] ImmutableArray<OpenOffer> Offers,
    [property: Id(5)] ImmutableArray<HeldAssignment> Assignments,
    [property: Id(6)] ShiftPlan Shifts);
