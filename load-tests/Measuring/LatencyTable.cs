using HdrHistogram;

namespace Dispatch.LoadTests.Measuring;

/// <summary>Turns the moments of a run into percentiles. Only consults that were due in the measured window count.</summary>
/// <param name="from">Timestamp of the window's start, inclusive.</param>
/// <param name="to">Timestamp of its end, exclusive.</param>
/// <param name="timestampFrequency">Timestamps per second.</param>
public sealed class LatencyTable(long from, long to, long timestampFrequency)
{
    private const long LongestMicroseconds = 3_600_000_000;
    private const int Digits = 3;
    private const double MicrosecondsPerSecond = 1e6;
    private const double MicrosecondsPerMillisecond = 1e3;

    public IReadOnlyList<LatencyRow> Rows(ConsultLedger ledger)
    {
        var traces = ledger.Traces.Where(trace => trace.ScheduledAt >= from && trace.ScheduledAt < to).ToList();
        return
        [
            Row("request→201", traces.Select(trace => (trace.ScheduledAt, trace.AnsweredAt))),
            Row("request→offer", traces.Select(trace => (trace.ScheduledAt, trace.OfferedAt))),
            Row("offer→assigned", traces.Select(trace => (trace.AcceptedOfferAt, trace.AssignedAt))),
            Row("request→completed", traces.Select(trace => (trace.ScheduledAt, trace.CompletedAt))),
            Row("generator late", ledger.Sendings.Where(sent => sent.ScheduledAt >= from && sent.ScheduledAt < to)),
        ];
    }

    /// <summary>Percentiles of the time between two moments; pairs of which one has not happened are left out.</summary>
    public LatencyRow Row(string name, IEnumerable<(long From, long To)> spans)
    {
        var histogram = new LongHistogram(LongestMicroseconds, Digits);
        foreach (var (start, end) in spans)
        {
            if (start == 0 || end == 0)
                continue;
            var microseconds = (long)((end - start) * (MicrosecondsPerSecond / timestampFrequency));
            histogram.RecordValue(Math.Clamp(microseconds, 0, LongestMicroseconds));
        }

        return new LatencyRow(name, histogram.TotalCount, At(50), At(90), At(99), At(99.9), At(100));

        double At(double percentile) => histogram.TotalCount == 0
            ? 0
            : histogram.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond;
    }
}
