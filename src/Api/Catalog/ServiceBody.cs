using System.Collections.Immutable;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;

namespace Dispatch.Api.Catalog;

/// <summary>A service that consults may be for.</summary>
/// <param name="Prescription">Whether its order names a drug with its dose rather than a procedure.</param>
/// <param name="OrderForm">What an order for it carries, in the order of the form.</param>
public sealed record ServiceBody(
    ServiceId Id,
    string Name,
    ImmutableArray<Modality> Modalities,
    ImmutableArray<Credential> Credentials,
    bool Prescription,
    ImmutableArray<OrderFieldBody> OrderForm);
