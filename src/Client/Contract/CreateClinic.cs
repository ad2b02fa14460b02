using System.Text.Json;

namespace Dispatch.Client.Contract;

public sealed record CreateClinic(
    string Name,
    JsonElement? Brand = null,
    string? TimeZone = null,
    JsonElement? Prices = null,
    JsonElement? Webhook = null,
    ClinicLimits? Limits = null);
