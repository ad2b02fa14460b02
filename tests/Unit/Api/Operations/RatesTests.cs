using Dispatch.Api.Operations;

namespace Dispatch.Tests.Unit.Api.Operations;

public class RatesTests
{
    [Fact]
    public void CommitQuantile_OfNothing_IsNull() => Assert.Null(Rates.CommitQuantile([0, 0, 0], 0.5));

    [Theory]
    [InlineData(0.5, 0.000_125)]
    [InlineData(0.9, 0.000_125)]
    [InlineData(0.99, 0.000_5)]
    public void CommitQuantile_OfBuckets_IsTheBoundOfTheOneItLiesIn(double share, double seconds) =>
        Assert.Equal(seconds, Rates.CommitQuantile([90, 8, 2], share)!.Value, 9);
}
