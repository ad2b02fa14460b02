using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Services;

namespace Dispatch.Grains.Consults;

/// <summary>The provider's decision with its record.</summary>
/// <param name="IsJustified">Whether the record carries a justification.</param>
/// <param name="OrderedServices">The services that the record carries an order for.</param>
/// <param name="Record">Justification and orders, sealed under the clinic's key.</param>
[GenerateSerializer, Immutable, Alias("completion")]
public sealed record Completion(
    [property: Id(0)] Decision Decision,
    [property: Id(1)] bool IsJustified,
    [property: Id(2)] ImmutableArray<ServiceId> OrderedServices,
    [property: Id(3)] SealedData Record);
