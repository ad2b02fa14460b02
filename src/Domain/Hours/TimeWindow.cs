using System.Text.Json.Serialization;

namespace Dispatch.Domain.Hours;

/// <summary>A part of a local day.</summary>
/// <param name="From">Minutes from midnight by the clock on the wall, 0 to 1439.</param>
/// <param name="To">Minutes from midnight, exclusive; greater than <paramref name="From"/>, at most 1440, which is the end of the day.</param>
[GenerateSerializer, Immutable, Alias("time-window")]
public readonly record struct TimeWindow([property: Id(0)] int From, [property: Id(1)] int To)
{
    public const int DayMinutes = 24 * 60;

    public static TimeWindow WholeDay { get; } = new(0, DayMinutes);

    [JsonIgnore]
    public bool IsValid => From >= 0 && From < To && To <= DayMinutes;

    /// <summary>As instants, on that day in that zone. Empty when the clock jumps over all of it.</summary>
    /// <remarks>
    /// Of a time that the clock skips in spring the instant of the jump is meant. Of minutes that come twice in autumn
    /// both are inside, and what lies between them: nothing that the wall shows inside the window is outside.
    /// </remarks>
    public (DateTimeOffset Start, DateTimeOffset End) On(DateOnly date, TimeZoneInfo zone)
    {
        var (start, _) = Instant(date, From, zone, last: false);
        var (lastMinute, exists) = Instant(date, To - 1, zone, last: true);
        return (start, exists ? lastMinute.AddMinutes(1) : lastMinute);
    }

    private static (DateTimeOffset At, bool Exists) Instant(DateOnly date, int minutes, TimeZoneInfo zone, bool last)
    {
        var local = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified).AddMinutes(minutes);
        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            return (new DateTimeOffset(local, last ? offsets.Min() : offsets.Max()).ToUniversalTime(), true);
        }

        if (!zone.IsInvalidTime(local))
        {
            return (new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(), true);
        }

        // The jump: the offset before it, applied to a time that does not exist, is past it by as much as is skipped.
        var before = zone.GetUtcOffset(local.AddDays(-1));
        var past = new DateTimeOffset(local, before);
        var after = zone.GetUtcOffset(past);
        var shown = past.ToOffset(after).DateTime;
        return ((past - (shown - FirstAfterJump(local, zone))).ToUniversalTime(), false);
    }

    // The first minute that the clock shows after the jump. Jumps are of whole minutes.
    private static DateTime FirstAfterJump(DateTime skipped, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(skipped))
        {
            skipped = skipped.AddMinutes(1);
        }

        return skipped;
    }
}
