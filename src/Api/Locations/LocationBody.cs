using System.Text.Json.Serialization;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Locations;

/// <summary>A location as its clinic sees it.</summary>
public sealed record LocationBody(
    LocationId Id,
    ClinicId ClinicId,
    string Name,
    StateCode State,
    string TimeZone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address,
    bool Active,
    DateTimeOffset UpdatedAt)
{
    public static LocationBody Of(Location location) => new(
        location.Id,
        location.Clinic,
        location.Name,
        location.State,
        location.TimeZone,
        location.Address,
        location.Active,
        location.UpdatedAt);
}
