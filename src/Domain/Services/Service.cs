using System.Collections.Immutable;
using Dispatch.Domain.Providers;

namespace Dispatch.Domain.Services;

/// <param name="Modalities">How a consult for this service may be held.</param>
/// <param name="Credentials">Who may perform it. Until states' own rules are data, one set for all states.</param>
/// <param name="IsPrescription">Whether an order names a drug with its dose rather than a procedure.</param>
public sealed record Service(
    ServiceId Id,
    string Name,
    ImmutableArray<Modality> Modalities,
    ImmutableArray<Credential> Credentials,
    bool IsPrescription);
