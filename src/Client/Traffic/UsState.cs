namespace Dispatch.Client.Traffic;

/// <param name="Code">Two letters.</param>
/// <param name="Population">By the census of 2020.</param>
/// <param name="TimeZoneId">IANA id of the zone in which most of its people live.</param>
public sealed record UsState(string Code, string Name, int Population, string TimeZoneId);
