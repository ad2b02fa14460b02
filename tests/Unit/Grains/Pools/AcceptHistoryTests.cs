using Dispatch.Domain;
using Dispatch.Domain.Pools;
using Dispatch.Grains.Pools;
using Dispatch.Journal.Queries;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Grains.Pools;

public class AcceptHistoryTests
{
    [Fact]
    public void Statistics_None_IsNull() => Assert.Null(new AcceptHistory().Statistics(Noon));

    [Fact]
    public void Statistics_TenWaits_AreQuantilesByNearestRank()
    {
        var history = History(Enumerable.Range(1, 10).Select(i => Accept(at: 60, waited: i, promised: 7.5)));

        Assert.Equal(new WaitStatistics(5, 9, 0.7, 10), history.Statistics(At(60)));
    }

    [Fact]
    public void Statistics_One_IsThatOne() =>
        Assert.Equal(new WaitStatistics(4, 4, 1, 1), History([Accept(60, 4, 4)]).Statistics(At(60)));

    [Fact]
    public void Statistics_AfterAnHour_ForgetsTheAccept()
    {
        var history = History([Accept(0, 4, 4), Accept(1, 8, 4)]);

        Assert.Equal(2, history.Statistics(At(3600).AddTicks(-1))?.Accepts);
        Assert.Equal(1, history.Statistics(At(3600))?.Accepts);
        Assert.Null(history.Statistics(At(3601)));
    }

    [Fact]
    public void Estimate_TooFewAccepts_IsNull() => Assert.Null(
        History(Enumerable.Range(0, WaitEstimator.AcceptsNeeded - 1).Select(_ => Accept(0, 1, 1))).Estimate(0, true, Noon));

    [Fact]
    public void Estimate_HistoryNotFull_IsTheRateOfTheWholeHour() => Assert.Equal(
        WaitEstimator.Estimate(3, 60, WaitEstimator.Window, false),
        History(Enumerable.Range(0, 60).Select(i => Accept(i, 1, 1))).Estimate(3, false, At(60)));

    [Fact]
    public void Estimate_HistoryFull_IsTheRateOfWhatItCovers()
    {
        // Ten accepts a second, more than are remembered: the oldest remembered was 409.6 s before the next one.
        const int Made = DispatchLimits.AcceptsRemembered + 500;
        var history = History(Enumerable.Range(0, Made).Select(i => Accept(0.1 * i, 1, 1)));

        var estimate = history.Estimate(9, false, At(0.1 * Made))!.Value;

        Assert.Equal(1, estimate.P50Seconds, 0.05);
        Assert.Equal(DispatchLimits.AcceptsRemembered, history.Statistics(At(0.1 * Made))?.Accepts);
    }

    private static AcceptHistory History(IEnumerable<AcceptedWait> accepts)
    {
        var history = new AcceptHistory();
        foreach (var accept in accepts)
        {
            history.Add(accept);
        }

        return history;
    }

    private static AcceptedWait Accept(double at, double waited, double promised) =>
        new(At(at - waited), At(at), At(at - waited + promised));
}
