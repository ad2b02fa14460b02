using Dispatch.Domain.States;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;

namespace Dispatch.Tests.Unit.Domain.Providers;

public class LicenseTests
{
    [Theory]
    [InlineData("TN", "2026-07-01", "2026-07-02T04:00:00Z")] // most eastern: New York, in summer
    [InlineData("TN", "2026-12-31", "2027-01-01T05:00:00Z")] // and in winter
    [InlineData("CA", "2026-07-01", "2026-07-02T07:00:00Z")]
    [InlineData("HI", "2026-07-01", "2026-07-02T10:00:00Z")]
    [InlineData("AZ", "2026-07-01", "2026-07-02T06:00:00Z")] // the Navajo Nation keeps summer time
    [InlineData("NY", "2026-03-07", "2026-03-08T05:00:00Z")] // clocks go forward two hours after the end
    [InlineData("NY", "2026-03-08", "2026-03-09T04:00:00Z")]
    [InlineData("NY", "2026-10-31", "2026-11-01T04:00:00Z")] // clocks go back two hours after the end
    [InlineData("NY", "2026-11-01", "2026-11-02T05:00:00Z")]
    public void EndsAt_IsMidnightAfterTheLastDayInTheMostEasternZone(string state, string lastDay, string end) =>
        Assert.Equal(DateTimeOffset.Parse(end), License(state, DateOnly.Parse(lastDay)).EndsAt());

    [Fact]
    public void EndsAt_OfTheLastDayThereIs_IsAnInstant() =>
        Assert.Equal(9999, License("CA", DateOnly.MaxValue).EndsAt().AddDays(-1).Year);

    [Fact]
    public void IsValidAt_ExactlyBeforeItsEnd() => RandomOperations.Check(200, 1, operations =>
    {
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            var license = License(dice.Of(StateCatalog.All).Code.Value, new DateOnly(2020, 1, 1).AddDays(dice.Next(9000)));
            var end = license.EndsAt();

            Assert.True(license.IsValidAt(end.AddTicks(-1)));
            Assert.False(license.IsValidAt(end));
            var local = TimeZoneInfo.ConvertTime(end, StateCatalog.Get(license.State).MostEasternTimeZone);
            Assert.Equal(license.ExpiresOn.AddDays(1).ToDateTime(TimeOnly.MinValue), local.DateTime);
        }
    });

    [Fact]
    public void LicenseIn_Several_IsTheOneThatEndsLast()
    {
        var profile = Profile("") with
        {
            Licenses = [License("CA", new(2026, 1, 1)), License("CA", new(2028, 1, 1)), License("TX", new(2030, 1, 1))],
        };

        Assert.Equal(new DateOnly(2028, 1, 1), profile.LicenseIn(new StateCode("CA"))?.ExpiresOn);
        Assert.Null(profile.LicenseIn(new StateCode("NV")));
    }
}
