using Dispatch.Domain.Hours;

namespace Dispatch.Tests.Unit.Domain.Hours;

public class ShiftPlanTests
{
    // Mondays 08:00 to 12:00 and 12:00 to 16:00, Tuesday 23:00 to the end of Wednesday's first hour, one Saturday.
    private static readonly ShiftPlan Plan = new(
        "America/New_York",
        [
            new(DayOfWeek.Monday, new(480, 720)), new(DayOfWeek.Monday, new(720, 960)),
            new(DayOfWeek.Tuesday, new(1380, 1440)), new(DayOfWeek.Wednesday, new(0, 60)),
        ],
        [new(new(2026, 1, 17), new(600, 660))]);

    [Theory]
    [InlineData("2026-01-12T12:59:59Z", false)]
    [InlineData("2026-01-12T13:00:00Z", true)]
    [InlineData("2026-01-12T21:00:00Z", false)]
    [InlineData("2026-01-14T05:30:00Z", true)]
    [InlineData("2026-01-17T15:00:00Z", true)]
    [InlineData("2026-01-24T15:00:00Z", false)] // the Saturday was one date
    public void IsOn_FollowsWeeklyAndDatedWindows(string at, bool on) => Assert.Equal(on, Plan.IsOn(Instant(at)));

    [Theory]
    [InlineData("2026-01-12T13:00:00Z", "2026-01-12T21:00:00Z")] // two that touch are one
    [InlineData("2026-01-14T04:30:00Z", "2026-01-14T06:00:00Z")] // over midnight too
    [InlineData("2026-01-12T21:00:00Z", null)]
    public void EndOfCurrent_IsWhereTheShiftEnds(string at, string? end) =>
        Assert.Equal(end is null ? null : Instant(end), Plan.EndOfCurrent(Instant(at)));

    [Theory]
    [InlineData("2026-01-12T12:00:00Z", "2026-01-12T13:00:00Z")]
    [InlineData("2026-01-12T13:00:00Z", "2026-01-14T04:00:00Z")] // not the second half of the one that is on
    [InlineData("2026-01-16T12:00:00Z", "2026-01-17T15:00:00Z")]
    public void NextStart_IsTheNextShiftThatIsNotOn(string at, string start) =>
        Assert.Equal(Instant(start), Plan.NextStart(Instant(at)));

    [Fact]
    public void None_IsNeverOn()
    {
        var at = Instant("2026-01-12T12:00:00Z");

        Assert.False(ShiftPlan.None.IsOn(at));
        Assert.Null(ShiftPlan.None.NextStart(at));
        Assert.Null(ShiftPlan.None.EndOfCurrent(at));
    }

    [Fact]
    public void SaysTheSameAs_ComparesWindowsAndZone()
    {
        var copy = new ShiftPlan(Plan.TimeZone, [.. Plan.Weekly], [.. Plan.Dated]);

        Assert.True(Plan.SaysTheSameAs(copy));
        Assert.False(Plan.SaysTheSameAs(copy with { TimeZone = "UTC" }));
        Assert.False(Plan.SaysTheSameAs(copy with { Weekly = [] }));
        Assert.False(Plan.SaysTheSameAs(copy with { Dated = [] }));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text);
}
