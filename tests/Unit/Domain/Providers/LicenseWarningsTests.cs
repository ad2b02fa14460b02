using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;

namespace Dispatch.Tests.Unit.Domain.Providers;

public class LicenseWarningsTests
{
    private static readonly DateOnly LastDay = new(2027, 3, 31);

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(31, 60)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(0, 7)]
    [InlineData(-1, null)]
    public void Due_SoManyDaysBefore_IsTheMostUrgentWarning(int daysLeft, int? expected)
    {
        var due = LicenseWarnings.Due(Profile("CA", expiresOn: LastDay), [], Before(daysLeft));

        Assert.Equal(expected, due.IsEmpty ? null : Assert.Single(due).Days);
    }

    [Fact]
    public void Due_DayByDay_IsEachWarningOnce()
    {
        var state = ProviderState.Apply(null, new ProviderRegistered(Profile("CA TX", expiresOn: LastDay)), Before(90));
        var warned = new List<(int DaysLeft, string State, int Days)>();
        for (var daysLeft = 90; daysLeft >= -5; daysLeft--)
        {
            foreach (var warning in LicenseWarnings.Due(state.Profile, state.Warnings, Before(daysLeft)))
            {
                warned.Add((daysLeft, warning.State.Value, warning.Days));
                state = ProviderState.Apply(state, warning, Before(daysLeft));
            }
        }

        Assert.Equal(
            [(60, "CA", 60), (60, "TX", 60), (30, "CA", 30), (30, "TX", 30), (7, "CA", 7), (7, "TX", 7)], warned);
    }

    [Fact]
    public void Due_AfterTheLicenseWasRenewed_BeginsAnew()
    {
        var state = ProviderState.Apply(null, new ProviderRegistered(Profile("CA", expiresOn: LastDay)), Before(90));
        state = ProviderState.Apply(state, new LicenseWarned(new("CA"), LastDay, 7), Before(7));
        var renewed = ProviderState.Apply(state, new LicensesReplaced([License("CA", LastDay.AddDays(20))]), Before(7));

        Assert.Empty(LicenseWarnings.Due(state.Profile, state.Warnings, Before(7)));
        Assert.Equal(30, Assert.Single(LicenseWarnings.Due(renewed.Profile, renewed.Warnings, Before(7))).Days);
        Assert.Empty(renewed.Warnings);
    }

    [Fact]
    public void Due_OfTwoLicensesInAState_IsOfTheOneThatEndsLast()
    {
        var profile = Profile("") with { Licenses = [License("CA", LastDay), License("CA", LastDay.AddDays(365))] };

        Assert.Empty(LicenseWarnings.Due(profile, [], Before(5)));
    }

    [Theory]
    [InlineData("2027-03-31T04:00:00Z", 1)] // still the 30th in Chicago
    [InlineData("2027-03-31T05:00:00Z", 0)]
    [InlineData("2027-04-01T04:59:59Z", 0)]
    [InlineData("2027-04-01T05:00:00Z", -1)]
    public void DaysLeft_CountsTheDaysOfTheMostEasternZone(string now, int expected) =>
        Assert.Equal(expected, LicenseWarnings.DaysLeft(License("TX", LastDay), DateTimeOffset.Parse(now)));

    [Fact]
    public void DaysLeft_IsNegativeExactlyWhenTheLicenseHasEnded() => RandomOperations.Check(300, 1, operations =>
    {
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            var state = dice.Of(Dispatch.Domain.States.StateCatalog.All).Code.Value;
            var license = License(state, new DateOnly(2026, 1, 1).AddDays(dice.Next(900)));
            var now = license.EndsAt().AddMinutes(dice.Next(4000) - 2000);

            Assert.Equal(license.IsValidAt(now), LicenseWarnings.DaysLeft(license, now) >= 0);
        }
    });

    // Noon in California.
    private static DateTimeOffset Before(int days) => new(LastDay.AddDays(-days).ToDateTime(new TimeOnly(19, 0)), TimeSpan.Zero);
}
