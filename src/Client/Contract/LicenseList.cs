namespace Dispatch.Client.Contract;

/// <summary>All licences of a provider; what is not listed is withdrawn.</summary>
public sealed record LicenseList(IReadOnlyList<License> Licenses);
