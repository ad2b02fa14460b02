using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Providers;

/// <param name="AccessToken">Only in the answer that created the provider; only its hash is kept.</param>
public sealed record ProviderBody(
    ProviderId Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken,
    string Name,
    string Email,
    Credential Credential,
    string Npi,
    ImmutableArray<License> Licenses,
    ImmutableArray<Modality> Modalities,
    ImmutableArray<ServiceId> Services,
    Capacity Capacity,
    ImmutableArray<string> Languages,
    bool Suspended,
    Duty Duty,
    bool Connected)
{
    /// <summary>Consults that the change took from the provider; only in the answer to the change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ConsultId>? Released { get; init; }

    /// <summary>Offers that the change took back; only in the answer to the change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OfferId>? Rescinded { get; init; }

    public static ProviderBody Of(ProviderView view, string? accessToken = null) => new(
        view.Profile.Id,
        accessToken,
        view.Profile.Name,
        view.Profile.Email,
        view.Profile.Credential,
        view.Profile.Npi,
        view.Profile.Licenses,
        view.Profile.Modalities,
        view.Profile.Services,
        view.Profile.Capacity,
        view.Profile.Languages,
        view.Suspended,
        view.Duty,
        view.Connected);
}
