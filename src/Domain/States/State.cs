namespace Dispatch.Domain.States;

/// <param name="Population">Census of 2020.</param>
/// <param name="TimeZone">Where most of its people live; for screens.</param>
/// <param name="MostEasternTimeZone">The zone in which a day of this state ends first; licences end by it.</param>
public sealed record State(
    StateCode Code, string Name, int Population, TimeZoneInfo TimeZone, TimeZoneInfo MostEasternTimeZone);
