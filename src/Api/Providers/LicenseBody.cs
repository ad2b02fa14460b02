namespace Dispatch.Api.Providers;

/// <param name="State">Two capital letters.</param>
/// <param name="ExpiresOn">The last day on which it is valid: <c>yyyy-MM-dd</c>.</param>
public sealed record LicenseBody(string? State, string? Number, string? ExpiresOn);
