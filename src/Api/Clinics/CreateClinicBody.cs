using System.Text.Json;

namespace Dispatch.Api.Clinics;

/// <param name="Brand">What patients see; kept as given.</param>
/// <param name="TimeZone">IANA name; default <c>America/Los_Angeles</c>.</param>
/// <param name="Prices">Per service; kept as given.</param>
/// <param name="Webhook">Where changes are to be sent; kept as given.</param>
public sealed record CreateClinicBody(
    string? Name,
    JsonElement? Brand,
    string? TimeZone,
    JsonElement? Prices,
    JsonElement? Webhook,
    ClinicLimitsBody? Limits);
