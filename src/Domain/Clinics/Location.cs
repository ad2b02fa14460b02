using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Clinics;

/// <summary>A place of a clinic where patients are treated.</summary>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Address">As the clinic writes it; null for none.</param>
/// <param name="Active">Whether consults may be asked for from here.</param>
/// <param name="Removed">Kept for the consults that name it; nobody sees or uses it any more.</param>
/// <param name="Version">Of the location's stream.</param>
[GenerateSerializer, Immutable, Alias("location")]
public sealed record Location(
    [property: Id(0)] LocationId Id,
    [property: Id(1)] ClinicId Clinic,
    [property: Id(2)] string Name,
    [property: Id(3)] StateCode State,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] string? Address,
    [property: Id(6)] bool Active,
    [property: Id(7)] bool Removed,
    [property: Id(8)] DateTimeOffset UpdatedAt,
    [property: Id(9)] long Version);
