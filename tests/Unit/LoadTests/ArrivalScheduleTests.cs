using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class ArrivalScheduleTests
{
    [Fact]
    public void DueAt_SpacesArrivalsEvenly()
    {
        var schedule = new ArrivalSchedule(StartsAt: 1_000, PerSecond: 200, TimestampFrequency: 1_000_000);

        Assert.Equal([1_000, 6_000, 11_000], ((long[])[0, 1, 2]).Select(schedule.DueAt));
    }

    [Fact]
    public void DueAt_WithAnUnevenRate_DoesNotDrift()
    {
        var schedule = new ArrivalSchedule(StartsAt: 0, PerSecond: 3, TimestampFrequency: 1_000);

        Assert.Equal(1_000_000, schedule.DueAt(3_000));
    }

    [Fact]
    public void CountWithin_EndsBeforeTheFirstArrivalOutside()
    {
        var schedule = new ArrivalSchedule(StartsAt: 0, PerSecond: 3, TimestampFrequency: 1_000);
        var count = schedule.CountWithin(TimeSpan.FromSeconds(1.5));

        Assert.True(schedule.DueAt(count - 1) < 1_500 && schedule.DueAt(count) >= 1_500);
    }
}
