using Dispatch.Api.ProviderConsole;

namespace Dispatch.Tests.Unit.Api;

public class ProviderDayTests
{
    [Theory]
    [InlineData("2026-01-15T12:00:00Z", "America/New_York", "2026-01-15T05:00:00Z")]
    [InlineData("2026-01-15T04:59:00Z", "America/New_York", "2026-01-14T05:00:00Z")]
    [InlineData("2026-07-15T12:00:00Z", "America/New_York", "2026-07-15T04:00:00Z")]
    [InlineData("2026-11-01T20:00:00Z", "America/New_York", "2026-11-01T04:00:00Z")]
    [InlineData("2026-01-15T12:00:00Z", "UTC", "2026-01-15T00:00:00Z")]

    // Midnight does not exist there on that day: the clocks go from 23:59 to 01:00.
    [InlineData("2026-09-06T12:00:00Z", "America/Santiago", "2026-09-06T04:00:00Z")]

    // Midnight comes twice there on that day: at one o'clock the clocks go back to it.
    [InlineData("2026-11-01T12:00:00Z", "America/Havana", "2026-11-01T04:00:00Z")]
    [InlineData("2026-11-01T04:30:00Z", "America/Havana", "2026-11-01T04:00:00Z")]
    [InlineData("2026-11-01T05:30:00Z", "America/Havana", "2026-11-01T04:00:00Z")]
    public void MidnightBefore_InAZone_IsWhereItsDayBegan(string now, string zone, string midnight) => Assert.Equal(
        DateTimeOffset.Parse(midnight, null),
        ProviderDay.MidnightBefore(DateTimeOffset.Parse(now, null), TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
