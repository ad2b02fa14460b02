using System.Collections.Immutable;
using Dispatch.Domain.Hours;

namespace Dispatch.Tests.Unit.Domain.Hours;

public class ServiceHoursTests
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly TimeZoneInfo Eastern = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly TimeZoneInfo[] Zones =
    [
        Pacific, Eastern, TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("America/Phoenix"),
        TimeZoneInfo.FindSystemTimeZoneById("Pacific/Honolulu"), TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"),
    ];

    // The incumbent's hours: 06:00 to 19:00 Pacific, every day.
    private static readonly ServiceHours Daily = EveryDay(Pacific, 6 * 60, 19 * 60);

    [Theory]
    [InlineData("2026-01-15T13:59:59Z", false)]
    [InlineData("2026-01-15T14:00:00Z", true)]
    [InlineData("2026-01-16T02:59:59Z", true)]
    [InlineData("2026-01-16T03:00:00Z", false)]
    [InlineData("2026-07-15T12:59:59Z", false)]
    [InlineData("2026-07-15T13:00:00Z", true)] // summer time
    [InlineData("2026-07-16T02:00:00Z", false)]
    public void IsOpen_FollowsTheClockOfTheZone(string at, bool open) => Assert.Equal(open, Daily.IsOpen(Instant(at)));

    [Theory]
    [InlineData("2026-01-16T03:00:00Z", "2026-01-16T14:00:00Z")]
    [InlineData("2026-01-16T14:00:00Z", "2026-01-16T14:00:00Z")] // open: itself
    [InlineData("2026-03-08T04:00:00Z", "2026-03-08T13:00:00Z")] // the night of the jump is an hour shorter
    [InlineData("2026-11-01T04:00:00Z", "2026-11-01T14:00:00Z")] // and that of the repeat an hour longer
    public void NextOpening_IsTheNextMorning(string at, string opening) =>
        Assert.Equal(Instant(opening), Daily.NextOpening(Instant(at)));

    [Fact]
    public void NextOpening_OverAWeekendAndAHoliday_IsTheFirstDayThatIsOpen()
    {
        var hours = new ServiceHours(
            Eastern,
            Enumerable.Range(1, 5).Select(day => new WeeklyWindow((DayOfWeek)day, new TimeWindow(540, 1020))),
            [new Holiday(new(2026, 5, 25), []), new Holiday(new(2026, 5, 26), [new TimeWindow(720, 780)])]);

        // Friday evening; Monday is Memorial Day, Tuesday opens at noon.
        Assert.Equal(Instant("2026-05-26T16:00:00Z"), hours.NextOpening(Instant("2026-05-22T21:00:00Z")));
        Assert.False(hours.IsOpen(Instant("2026-05-26T17:00:00Z")));
        Assert.Equal(Instant("2026-05-27T13:00:00Z"), hours.NextOpening(Instant("2026-05-26T17:00:00Z")));
    }

    [Theory]
    [InlineData(150, 155, "2026-03-08T10:00:00Z", "2026-03-08T10:00:00Z")] // skipped whole: empty
    [InlineData(90, 150, "2026-03-08T09:30:00Z", "2026-03-08T10:00:00Z")]
    [InlineData(150, 240, "2026-03-08T10:00:00Z", "2026-03-08T11:00:00Z")]
    public void On_TimesThatTheClockSkips_AreTheInstantOfTheJump(int from, int to, string start, string end) =>
        Assert.Equal((Instant(start), Instant(end)), new TimeWindow(from, to).On(new(2026, 3, 8), Pacific));

    [Theory]
    [InlineData(90, 105, "2026-11-01T08:30:00Z", "2026-11-01T09:45:00Z")] // 01:30 first, 01:45 last
    [InlineData(0, 1440, "2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z")] // a day of 25 hours
    public void On_TimesThatComeTwice_CoverBoth(int from, int to, string start, string end) =>
        Assert.Equal((Instant(start), Instant(end)), new TimeWindow(from, to).On(new(2026, 11, 1), Pacific));

    [Fact]
    public void NextOpening_OfTwo_IsWhenBothAreOpen()
    {
        var clinic = EveryDay(Eastern, 8 * 60, 11 * 60);

        // Eastern 8 to 11 is Pacific 5 to 8: both are open from 6 Pacific.
        Assert.Equal(
            Instant("2026-01-15T14:00:00Z"), ServiceHours.NextOpening([Daily, clinic], Instant("2026-01-15T04:00:00Z")));
    }

    [Fact]
    public void NextOpening_OfTwoThatAreNeverOpenTogether_IsNever() => Assert.Null(
        ServiceHours.NextOpening([EveryDay(Pacific, 0, 60), EveryDay(Pacific, 60, 120)], Instant("2026-01-15T04:00:00Z")));

    [Fact]
    public void NextOpening_OfNone_IsNever() =>
        Assert.Null(new ServiceHours(Pacific, [], []).NextOpening(Instant("2026-01-15T04:00:00Z")));

    [Fact]
    public void Always_IsOpenAtAnyTime() => RandomOperations.Check(300, 1, operations =>
    {
        foreach (var operation in operations)
        {
            Assert.True(ServiceHours.Always.IsOpen(DateTimeOffset.UnixEpoch.AddMinutes(new Dice(operation).Next(60_000_000))));
        }
    });

    [Theory]
    [InlineData(600, 600)]
    [InlineData(-1, 600)]
    [InlineData(600, 1441)]
    public void Construction_AWindowThatIsNone_IsRefused(int from, int to) =>
        Assert.Throws<ArgumentException>(() => EveryDay(Pacific, from, to));

    /// <summary>Against the clock on the wall, minute by minute around the opening.</summary>
    [Fact]
    public void IsOpenAndNextOpening_AgreeWithTheWall() => RandomOperations.Check(150, 1, operations =>
    {
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            var zone = dice.Of(Zones);
            var windows = Enumerable.Range(0, 1 + dice.Next(8)).Select(_ => Weekly(dice)).ToList();
            var start = AroundAChange(dice);
            var holiday = new Holiday(
                DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime).AddDays(dice.Next(4)),
                dice.OneIn(2) ? [] : [Window(dice)]);
            var hours = new ServiceHours(zone, windows, [holiday]);

            var opening = hours.NextOpening(start);
            for (var at = start; at < start.AddDays(8) && at <= (opening ?? DateTimeOffset.MaxValue); at = at.AddMinutes(7))
            {
                Assert.Equal(OnTheWall(at, zone, windows, holiday), hours.IsOpen(at));
                Assert.True(at == opening || !hours.IsOpen(at), $"{at:u} is open before {opening:u}.");
            }

            if (opening is { } opens)
            {
                Assert.True(hours.IsOpen(opens));
                Assert.True(opens == start || !hours.IsOpen(opens.AddTicks(-1)));
            }
        }
    });

    private static bool OnTheWall(
        DateTimeOffset at, TimeZoneInfo zone, List<WeeklyWindow> weekly, Holiday holiday)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var minute = (int)local.TimeOfDay.TotalMinutes;
        var windows = DateOnly.FromDateTime(local) == holiday.Date
            ? holiday.Windows
            : (ImmutableArray<TimeWindow>)[.. weekly.Where(w => w.Day == local.DayOfWeek).Select(w => w.Window)];

        // Of a time that comes twice, the window counts from the first to the last: what lies between is inside too.
        return windows.Any(w => (w.From <= minute && minute < w.To) || LiesBetween(at, w, DateOnly.FromDateTime(local), zone));
    }

    private static bool LiesBetween(DateTimeOffset at, TimeWindow window, DateOnly date, TimeZoneInfo zone)
    {
        var (start, end) = window.On(date, zone);
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        return zone.IsAmbiguousTime(local) && start <= at && at < end;
    }

    // Half of the time within two days of a change of some clock in 2026.
    private static DateTimeOffset AroundAChange(Dice dice)
    {
        DateTimeOffset[] changes = [Instant("2026-03-08T10:00:00Z"), Instant("2026-11-01T09:00:00Z"), Instant("2026-04-04T15:00:00Z")];
        return dice.OneIn(2)
            ? dice.Of(changes).AddMinutes(dice.Next(4 * 1440) - (2 * 1440))
            : Instant("2026-01-01T00:00:00Z").AddMinutes(dice.Next(365 * 1440));
    }

    private static WeeklyWindow Weekly(Dice dice) => new((DayOfWeek)dice.Next(7), Window(dice));

    private static TimeWindow Window(Dice dice)
    {
        var from = dice.OneIn(3) ? dice.Next(200) : dice.Next(1380);
        return new TimeWindow(from, Math.Min(1440, from + 1 + dice.Next(600)));
    }

    private static ServiceHours EveryDay(TimeZoneInfo zone, int from, int to) => new(
        zone, Enum.GetValues<DayOfWeek>().Select(day => new WeeklyWindow(day, new TimeWindow(from, to))), []);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text);
}
