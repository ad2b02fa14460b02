using Dispatch.LoadTests.Fleet;

namespace Dispatch.Tests.Unit.LoadTests;

public class ProviderRosterTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Draw_GivesEachProviderDifferentStatesAndIdentity()
    {
        var roster = ProviderRoster.Draw(200, 10, seed: 1, run: "r", Today);

        Assert.All(roster, provider => Assert.Equal(10, provider.Licenses.Select(license => license.State).Distinct().Count()));
        Assert.Equal(200, roster.Select(provider => provider.Npi).Distinct().Count());
        Assert.Equal(200, roster.Select(provider => provider.Email).Distinct().Count());
    }

    [Fact]
    public void Draw_PopulousStates_HaveMoreLicenses()
    {
        var licenses = ProviderRoster.Draw(500, 10, seed: 1, run: "r", Today)
            .SelectMany(provider => provider.Licenses).CountBy(license => license.State).ToDictionary();

        Assert.True(licenses["CA"] > 300 && licenses["CA"] > 10 * licenses["WY"]);
    }

    [Fact]
    public void Draw_Even_CoversEveryStateAlike()
    {
        var licenses = ProviderRoster.Draw(500, 5, seed: 1, run: "r", Today, isEven: true)
            .SelectMany(provider => provider.Licenses).CountBy(license => license.State).ToDictionary();

        Assert.Equal(51, licenses.Count);
        Assert.All(licenses.Values, count => Assert.InRange(count, 20, 90));
    }

    // 1234567893 is the example of the NPI standard itself.
    [Theory]
    [InlineData(23_456_789, "1234567893")]
    public void Npi_HasItsCheckDigit(int number, string npi) => Assert.Equal(npi, Npi.FromNumber(number));
}
