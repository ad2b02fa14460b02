namespace Dispatch.Api.Locations;

/// <param name="State">Two capital letters.</param>
/// <param name="TimeZone">IANA name, for instance <c>America/New_York</c>.</param>
/// <param name="Active">Whether consults may be asked for from here; default true.</param>
public sealed record PutLocationBody(string? Name, string? State, string? TimeZone, string? Address, bool? Active);
