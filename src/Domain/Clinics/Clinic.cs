using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Clinics;

/// <summary>A tenant.</summary>
/// <param name="TimeZone">IANA name; for screens.</param>
/// <param name="Brand">What patients see, as the clinic gave it; null for none.</param>
/// <param name="Prices">Per service, minor units and currency, as JSON; null for the product's own.</param>
/// <param name="Webhook">Where changes are to be sent; null for nowhere.</param>
[GenerateSerializer, Immutable, Alias("clinic")]
public sealed record Clinic(
    [property: Id(0)] ClinicId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] string? Brand,
    [property: Id(4)] string? Prices,
    [property: Id(5)] string? Webhook,
    [property: Id(6)] ClinicLimits Limits,
    [property: Id(7)] DateTimeOffset CreatedAt);
