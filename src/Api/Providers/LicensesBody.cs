namespace Dispatch.Api.Providers;

/// <summary>All licences of a provider; what is not listed is withdrawn.</summary>
public sealed record LicensesBody(IReadOnlyList<LicenseBody?>? Licenses);
