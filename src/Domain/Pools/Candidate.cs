using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Pools;

/// <summary>A provider who could serve tickets of one state, as that state's pool knows it.</summary>
/// <param name="Modalities">Those with a free slot.</param>
/// <param name="LicensedUntil">Exclusive end of the licence in this pool's state.</param>
/// <param name="IdleSince">When the provider last became free or came on duty.</param>
/// <param name="OtherStates">Where else the provider is licensed.</param>
/// <param name="Languages">Those the provider speaks; default where nothing is known.</param>
/// <param name="Stamp">Grows with everything a provider announces; older news is ignored.</param>
/// <param name="ActiveSince">Since when the activation lives that says so: it holds no offer of before.</param>
[GenerateSerializer, Immutable, Alias("candidate")]
public sealed record Candidate(
    [property: Id(0)] ProviderId Provider,
    [property: Id(1)] Credential Credential,
    [property: Id(2)] ImmutableArray<Modality> Modalities,
    [property: Id(3)] ImmutableArray<ServiceId> Services,
    [property: Id(4)] DateTimeOffset LicensedUntil,
    [property: Id(5)] DateTimeOffset IdleSince,
    [property: Id(6)] ImmutableArray<StateCode> OtherStates,
    [property: Id(7)] long Stamp,
    [property: Id(8)] ImmutableArray<string> Languages = default,
    [property: Id(9)] DateTimeOffset ActiveSince = default)
{
    public bool Speaks(string language) => !Languages.IsDefaultOrEmpty && Languages.Contains(language);

    /// <summary>Whether the other says the same of the same provider, at whatever time it was said.</summary>
    public bool SaysTheSameAs(Candidate other) =>
        Provider == other.Provider
        && Credential == other.Credential
        && LicensedUntil == other.LicensedUntil
        && IdleSince == other.IdleSince
        && ActiveSince == other.ActiveSince
        && Modalities.AsSpan().SequenceEqual(other.Modalities.AsSpan())
        && Services.AsSpan().SequenceEqual(other.Services.AsSpan())
        && OtherStates.AsSpan().SequenceEqual(other.OtherStates.AsSpan())
        && Languages.AsSpan().SequenceEqual(other.Languages.AsSpan());

    /// <summary>Whether the candidate meets the ticket's hard requirements, as far as the pool can know them.</summary>
    public bool Meets(HardRequirements requirements, DateTimeOffset now) =>
        now < LicensedUntil
        && requirements.Credentials.Contains(Credential)
        && Modalities.Contains(requirements.Modality)
        && (Services.Contains(ProviderProfile.AllServices) || requirements.Services.All(Services.Contains));
}
