namespace Dispatch.LoadTests.Measuring;

/// <summary>Percentiles of request→offer, second by second of the scheduled arrival.</summary>
public static class LatencyOverTime
{
    /// <param name="startedAt">Timestamp of second 0.</param>
    /// <param name="timestampFrequency">Timestamps per second.</param>
    /// <returns>Only seconds in which an offered consult was due, ascending.</returns>
    public static IReadOnlyList<(double Second, double P50Ms, double P99Ms, double MaxMs)> Of(
        ConsultBook book, long startedAt, long timestampFrequency)
    {
        var bySecond = new SortedDictionary<long, List<double>>();
        for (var i = 0; i < book.Consults.Count; i++)
        {
            var consult = book.Consults[i];
            if (consult.AnsweredAt == 0 || consult.OfferedAt == 0)
                continue;
            var second = (consult.ScheduledAt - startedAt) / timestampFrequency;
            if (!bySecond.TryGetValue(second, out var times))
                bySecond[second] = times = [];
            times.Add((consult.OfferedAt - consult.ScheduledAt) * 1000.0 / timestampFrequency);
        }

        return [.. bySecond.Select(second =>
        {
            second.Value.Sort();
            return ((double)second.Key, At(second.Value, 0.5), At(second.Value, 0.99), second.Value[^1]);
        })];
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(share * sorted.Count, sorted.Count - 1)];
}
