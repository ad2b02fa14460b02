namespace Dispatch.Api.Providers;

/// <param name="Credential"><c>MD</c>, <c>DO</c>, <c>NP</c> or <c>PA</c>.</param>
/// <param name="Npi">Ten digits.</param>
/// <param name="Modalities"><c>live</c>, <c>async</c>.</param>
/// <param name="Services">Ids of services, or <c>*</c> alone for all.</param>
/// <param name="Languages">BCP 47 tags of those the provider speaks, for instance <c>es</c>.</param>
public sealed record CreateProviderBody(
    string? Name,
    string? Email,
    string? Credential,
    string? Npi,
    IReadOnlyList<LicenseBody?>? Licenses,
    IReadOnlyList<string?>? Modalities,
    IReadOnlyList<string?>? Services,
    CapacityBody? Capacity,
    IReadOnlyList<string?>? Languages = null);
