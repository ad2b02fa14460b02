using System.Text.Json;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.States;

public class StateCatalogTests
{
    [Fact]
    public void All_AreTheFiftyAndDc_InOrderOfTheirCodes()
    {
        var codes = StateCatalog.All.Select(s => s.Code.Value).ToList();

        Assert.Equal(51, codes.Distinct().Count());
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.All(codes, c => Assert.Matches("^[A-Z]{2}$", c));
        Assert.Equal(51, StateCatalog.All.Select(s => s.Name).Distinct().Count());
    }

    [Fact]
    public void All_PopulationsAddUpToTheCensus() =>
        Assert.Equal(331_449_281, StateCatalog.All.Sum(s => s.Population));

    [Fact]
    public void MostEasternTimeZone_IsNeverBehindWhereMostPeopleLive()
    {
        for (var month = 1; month <= 12; month++)
        {
            var day = new DateTime(2026, month, 15, 12, 0, 0, DateTimeKind.Utc);
            Assert.All(
                StateCatalog.All,
                s => Assert.True(s.MostEasternTimeZone.GetUtcOffset(day) >= s.TimeZone.GetUtcOffset(day), s.Name));
        }
    }

    [Theory]
    [InlineData("TN", "America/Chicago", "America/New_York")]
    [InlineData("HI", "Pacific/Honolulu", "Pacific/Honolulu")]
    [InlineData("OR", "America/Los_Angeles", "America/Boise")]
    public void Get_KnowsItsZones(string code, string zone, string mostEastern)
    {
        var state = StateCatalog.Get(new StateCode(code));

        Assert.Equal((zone, mostEastern), (state.TimeZone.Id, state.MostEasternTimeZone.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ca")]
    [InlineData("XX")]
    [InlineData("PR")]
    public void TryParse_NoState_IsFalse(string? text)
    {
        Assert.False(StateCode.TryParse(text, out _));
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize<StateCode>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void Contains_Default_IsFalse() => Assert.False(StateCatalog.Contains(default));
}
