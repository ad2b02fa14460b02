using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Providers;

/// <summary>What decides which consults a provider may serve.</summary>
/// <param name="Services">Privileges; <c>*</c> as its only entry means all.</param>
[GenerateSerializer, Immutable, Alias("provider-profile")]
public sealed record ProviderProfile(
    [property: Id(0)] ProviderId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Email,
    [property: Id(3)] Credential Credential,
    [property: Id(4)] string Npi,
    [property: Id(5)] ImmutableArray<License> Licenses,
    [property: Id(6)] ImmutableArray<Modality> Modalities,
    [property: Id(7)] ImmutableArray<ServiceId> Services,
    [property: Id(8)] Capacity Capacity,
    ImmutableArray<string> Languages = default)
{
    /// <summary>Those the provider speaks, as <see cref="Language"/> writes them; empty where nothing is known.</summary>
    [Id(9)]
    public ImmutableArray<string> Languages { get; init; } = Languages.IsDefault ? [] : Languages;

    public static ServiceId AllServices { get; } = new("*");

    public bool MayPerform(ServiceId service) => Services.Contains(AllServices) || Services.Contains(service);

    /// <summary>The licence for this state that ends last; null when there is none.</summary>
    public License? LicenseIn(StateCode state)
    {
        License? last = null;
        foreach (var license in Licenses)
        {
            if (license.State == state && (last is null || license.ExpiresOn > last.ExpiresOn))
            {
                last = license;
            }
        }

        return last;
    }
}
