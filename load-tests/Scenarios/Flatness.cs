using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>Whether memory stays where it is. Pure.</summary>
public static class Flatness
{
    private const double SecondsPerMinute = 60;
    private const double Percent = 100;

    /// <summary>
    /// How far managed memory goes up or down from its median. What counts of each minute is its lowest sample: garbage that
    /// waits to be collected lies on top of what is held, and it comes and goes within seconds.
    /// </summary>
    /// <param name="points">In the order of time; those without a sample of memory do not count.</param>
    /// <param name="fromSecond">What was before is still growing into its size.</param>
    /// <returns>The largest deviation in percent of the median; null with fewer than two whole minutes.</returns>
    public static double? LargestDeviationPercent(IEnumerable<SeriesPoint> points, double fromSecond)
    {
        var lows = points
            .Where(point => point.Second >= fromSecond && point.ManagedBytes is not null)
            .GroupBy(point => (int)((point.Second - fromSecond) / SecondsPerMinute))
            .Select(minute => (double)minute.Min(point => point.ManagedBytes!.Value))
            .Order()
            .ToList();
        if (lows.Count < 2)
            return null;
        var median = (lows[(lows.Count - 1) / 2] + lows[lows.Count / 2]) / 2;
        return Math.Max(lows[^1] - median, median - lows[0]) / median * Percent;
    }
}
