using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;

namespace Dispatch.Api.ProviderConsole;

/// <summary>A provider as it sees itself.</summary>
/// <param name="Connected">Whether a socket of the provider is open anywhere.</param>
/// <param name="Services">Ids of services, or <c>*</c> for all.</param>
public sealed record OwnProfileBody(
    ProviderId Id,
    string Name,
    Credential Credential,
    string Npi,
    bool Suspended,
    Duty Duty,
    bool Connected,
    ImmutableArray<Modality> Modalities,
    ImmutableArray<string> Services,
    Capacity Capacity,
    ImmutableArray<OwnLicenseBody> Licenses,
    DateTimeOffset Now);
