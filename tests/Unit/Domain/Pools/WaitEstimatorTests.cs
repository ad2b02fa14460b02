using Dispatch.Domain.Pools;
using static Dispatch.Tests.Unit.Domain.Pools.LineSamples;

namespace Dispatch.Tests.Unit.Domain.Pools;

public class WaitEstimatorTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Estimate_BelowTwentyAccepts_IsUnknown()
    {
        Assert.Null(WaitEstimator.Estimate(0, 19, Hour, true));
        Assert.NotNull(WaitEstimator.Estimate(0, 20, Hour, true));
        Assert.Null(WaitEstimator.Estimate(0, 20, TimeSpan.Zero, true));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(360, false)]
    [InlineData(20_000, true)]
    public void Estimate_GrowsWithTheTicketsAhead_AndP80IsNotBelowP50(int accepts, bool hasFreeCandidate)
    {
        var estimates = Enumerable.Range(0, 500)
            .Select(ahead => WaitEstimator.Estimate(ahead, accepts, Hour, hasFreeCandidate)!.Value).ToArray();

        Assert.All(estimates, e => Assert.True(0 < e.P50Seconds && e.P50Seconds <= e.P80Seconds));
        Assert.All(
            estimates.Zip(estimates.Skip(1)),
            pair => Assert.True(
                pair.First.P50Seconds < pair.Second.P50Seconds && pair.First.P80Seconds < pair.Second.P80Seconds));
    }

    [Theory]
    [InlineData(0, 0.6931, 1.6094)]
    [InlineData(4, 4.6709, 6.7210)]
    [InlineData(99, 99.667, 108.25)]
    public void Estimate_IsWithinTwoPercentOfTheGammaQuantiles(int ahead, double p50, double p80)
    {
        // One accept a second, so that the wait is a gamma variable of rate 1.
        var estimate = WaitEstimator.Estimate(ahead, 3600, Hour, false)!.Value;

        Assert.InRange(estimate.P50Seconds / p50, 0.98, 1.02);
        Assert.InRange(estimate.P80Seconds / p80, 0.98, 1.02);
    }

    [Fact]
    public void Estimate_WithNobodyAheadAndSomebodyFree_IsTheTimeOfOneOffer()
    {
        Assert.Equal(new WaitEstimate(10, 30), WaitEstimator.Estimate(0, 20, Hour, true));
        Assert.True(WaitEstimator.Estimate(0, 20, Hour, false)!.Value.P50Seconds > 100);
    }

    [Fact]
    public void Estimate_CountsAcceptsOfTheWindowOnly_AndTheRateOverWhatWasObserved()
    {
        var accepts = Enumerable.Range(0, 60).Select(i => At(-i * 60)).ToArray();
        var old = Enumerable.Range(0, 60).Select(i => At(-3600 - i)).ToArray();

        Assert.Equal(
            WaitEstimator.Estimate(3, 60, Hour, false),
            WaitEstimator.Estimate(3, [.. accepts, .. old], At(-9999), Noon, false));
        Assert.Equal(
            WaitEstimator.Estimate(3, 30, Hour / 2, false),
            WaitEstimator.Estimate(3, accepts, At(-1800), Noon, false));
    }
}
