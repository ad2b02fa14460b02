using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Domain.Hours;

/// <summary>When a provider means to work: windows of every week, and of single dates, by the clock of one time zone.</summary>
/// <param name="TimeZone">IANA name of a zone that this machine knows.</param>
[GenerateSerializer, Immutable, Alias("shift-plan")]
public sealed record ShiftPlan(
    [property: Id(0)] string TimeZone,
    [property: Id(1)] ImmutableArray<WeeklyWindow> Weekly,
    [property: Id(2)] ImmutableArray<DatedWindow> Dated)
{
    public const int WindowsMaximum = 100;

    // Windows that touch for longer than this are one shift without an end.
    private const int DaysAhead = 14;

    /// <summary>A plan that has nothing in sight now has nothing that begins or ends within this time.</summary>
    public static TimeSpan LookAgain { get; } = TimeSpan.FromDays(1);

    public static ShiftPlan None { get; } = new("UTC", [], []);

    [JsonIgnore]
    public bool IsEmpty => Weekly.IsEmpty && Dated.IsEmpty;

    public bool IsOn(DateTimeOffset at) => !IsEmpty && LocalWindows.IsOn(at, Zone, WindowsOn);

    /// <summary>When the shift that is on ends, shifts that touch counted as one; null when none is on.</summary>
    public DateTimeOffset? EndOfCurrent(DateTimeOffset at) =>
        IsEmpty ? null : LocalWindows.EndOfCurrent(at, Zone, WindowsOn, DaysAhead);

    /// <summary>When the next shift begins that is not on yet; null when there is none within two weeks.</summary>
    public DateTimeOffset? NextStart(DateTimeOffset at) =>
        IsEmpty ? null : LocalWindows.NextStart(at, Zone, WindowsOn, DaysAhead);

    public bool SaysTheSameAs(ShiftPlan other) =>
        TimeZone == other.TimeZone && Weekly.SequenceEqual(other.Weekly) && Dated.SequenceEqual(other.Dated);

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    private ImmutableArray<TimeWindow> WindowsOn(DateOnly date) =>
        [.. Weekly.Where(w => w.Day == date.DayOfWeek).Select(w => w.Window)
            .Concat(Dated.Where(d => d.Date == date).Select(d => d.Window))];
}
