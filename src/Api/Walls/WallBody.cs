using Dispatch.Domain.Ids;

namespace Dispatch.Api.Walls;

/// <summary>What a wall board shows beside the waits.</summary>
/// <param name="Name">Of the clinic.</param>
/// <param name="TimeZone">Of the clinic, as IANA names it.</param>
public sealed record WallBody(ClinicId ClinicId, string Name, string TimeZone, DateTimeOffset Now);
