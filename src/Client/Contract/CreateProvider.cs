namespace Dispatch.Client.Contract;

/// <param name="Credential"><c>MD</c>, <c>DO</c>, <c>NP</c> or <c>PA</c>.</param>
/// <param name="Services">Service ids, or <c>*</c> for all.</param>
public sealed record CreateProvider(
    string Name,
    string Email,
    string Credential,
    string Npi,
    IReadOnlyList<License> Licenses,
    IReadOnlyList<string> Modalities,
    IReadOnlyList<string> Services,
    Capacity? Capacity = null,
    IReadOnlyList<string>? Languages = null);
