using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Reports.Plots;

namespace Dispatch.LoadTests.Reports;

/// <summary>The plots of a run.</summary>
public static class RunPlots
{
    private const double BytesPerMebibyte = 1024 * 1024;
    private const string Seconds = "seconds since the run began";

    /// <param name="points">Second by second.</param>
    /// <param name="startedAt">Timestamp at which they began.</param>
    /// <param name="timestampFrequency">Timestamps per second.</param>
    public static IReadOnlyList<LinePlot> Of(
        ConsultBook book, IReadOnlyList<SeriesPoint> points, long startedAt, long timestampFrequency)
    {
        var latencies = LatencyOverTime.Of(book, startedAt, timestampFrequency);
        var toOffer = new Distribution(timestampFrequency);
        var toCompleted = new Distribution(timestampFrequency);
        for (var i = 0; i < book.Consults.Count; i++)
        {
            var consult = book.Consults[i];
            if (consult.AnsweredAt == 0)
                continue;
            toOffer.Add(consult.ScheduledAt, consult.OfferedAt);
            toCompleted.Add(consult.ScheduledAt, consult.CompletedAt);
        }

        return
        [
            new LinePlot(
                "Request → offer over time",
                "Median, 99th percentile and maximum of the time from a scheduled request to its offer, for each second; logarithmic.",
                Seconds,
                "ms",
                [
                    new Curve("p50", [.. latencies.Select(l => (l.Second, l.P50Ms))]),
                    new Curve("p99", [.. latencies.Select(l => (l.Second, l.P99Ms))]),
                    new Curve("max", [.. latencies.Select(l => (l.Second, l.MaxMs))]),
                ]) { IsYLogarithmic = true },
            new LinePlot(
                "Distribution of latencies, whole run",
                "The share of consults whose offer, or whose completion, came within so many milliseconds; warm-up included.",
                "ms",
                "share of consults",
                [
                    new Curve("request→offer", [.. toOffer.Curve().Select(p => (p.Milliseconds, p.Share))]),
                    new Curve("request→completed", [.. toCompleted.Curve().Select(p => (p.Milliseconds, p.Share))]),
                ]) { IsXLogarithmic = true, YMost = 1 },
            new LinePlot(
                "Throughput",
                "Requests sent, answered 201, refused, and consults completed in each second.",
                Seconds,
                "per second",
                [
                    Series("sent", point => point.Sent),
                    Series("answered 201", point => point.Created),
                    Series("completed", point => point.Completed),
                    Series("refused", point => point.Refused),
                ]),
            new LinePlot(
                "CPU",
                "Cores used by the server with its store, and by the load generator.",
                Seconds,
                "cores",
                [
                    Series("server and store", point => point.ServerCores ?? double.NaN),
                    Series("generator", point => point.GeneratorCores),
                ]),
            new LinePlot(
                "Memory of the server",
                "Resident memory, and what the last full collection left of the managed heap, as the server's metrics tell it.",
                Seconds,
                "MiB",
                [
                    Series("resident", point => point.ResidentBytes / BytesPerMebibyte ?? double.NaN),
                    new Curve(
                        "managed",
                        [.. points.Where(p => p.ManagedBytes is not null).Select(p => (p.Second, p.ManagedBytes!.Value / BytesPerMebibyte))]),
                ]),
            new LinePlot(
                "Consults under way",
                "Consults answered 201 and not completed, at the end of each second.",
                Seconds,
                "consults",
                [Series("open", point => point.Open)]),
        ];

        Curve Series(string name, Func<SeriesPoint, double> of) => new(name, [.. points.Select(point => (point.Second, of(point)))]);
    }
}
