using Dispatch.LoadTests.Scenarios;

namespace Dispatch.Tests.Unit.LoadTests;

public class RateSearchTests
{
    [Theory]
    [InlineData(4_123)]
    [InlineData(1_001)]
    [InlineData(140)]
    [InlineData(60_000)]
    public void Search_FindsARateJustBelowTheCapacity(double capacity)
    {
        var search = new RateSearch(first: 500, stepFactor: 1.3, precision: 0.03, least: 10, most: 100_000);
        var tries = 0;
        while (search.Next is { } rate)
        {
            search.Tell(rate <= capacity);
            Assert.True(++tries < 60);
        }

        Assert.InRange(search.Held, capacity * 0.96, capacity);
    }

    [Fact]
    public void Search_WhenNothingHolds_EndsWithNothing()
    {
        var search = new RateSearch(500, 1.3, 0.03, 50, 100_000);
        var tries = 0;
        while (search.Next is not null && tries++ < 2_000)
            search.Tell(held: false);

        Assert.Null(search.Next);
        Assert.Equal(0, search.Held);
    }

    [Fact]
    public void Search_WhenEverythingHolds_EndsAtTheMost()
    {
        var search = new RateSearch(500, 1.3, 0.03, 50, 2_000);
        var tried = new List<double>();
        while (search.Next is { } rate)
        {
            tried.Add(rate);
            search.Tell(held: true);
        }

        Assert.Equal(2_000, search.Held);
        Assert.Equal(tried.Order(), tried);
    }

    [Fact]
    public void Tell_AfterTheEnd_Throws()
    {
        var search = new RateSearch(500, 1.3, 0.03, 50, 500);
        search.Tell(held: true);

        Assert.Throws<InvalidOperationException>(() => search.Tell(held: true));
    }
}
