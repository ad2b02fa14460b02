using System.Globalization;
using System.Text;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Reports;

/// <summary>The report for people, as text.</summary>
public static class TextReport
{
    private const double BytesPerMebibyte = 1024 * 1024;

    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        Line($"{report.Scenario} on {report.Store}, {report.StartedAt:yyyy-MM-dd HH:mm} UTC: {report.Command}");
        if (report.Windows.Count > 1)
            Overview();
        if (report.Windows.Count > 0)
            Window(report.Windows[^1]);
        Counts(report.Counts);
        Figures();
        AuditLines();
        Line($"");
        Line($"{Verdict(report.Verdict)}");
        return text.ToString();

        void Overview()
        {
            Line($"");
            Line($"{"window",-24} {"asked/s",9} {"created/s",9} {"done/s",9} {"p50 ms",9} {"p99 ms",9} {"refused",8} {"CPU srv",8} {"CPU gen",8}");
            foreach (var window in report.Windows)
            {
                Line(
                    $"{window.Name,-24} {window.RateAsked,9:F0} {window.RateCreated,9:F1} {window.RateCompleted,9:F1} {window.ToOffer.P50Ms,9:F2} {window.ToOffer.P99Ms,9:F2} {window.Refused,8} {Seconds(window.ServerCpuSecondsPer1000),8} {Seconds(window.GeneratorCpuSecondsPer1000),8}");
            }
        }

        void Window(MeasuredWindow window)
        {
            Line($"");
            Line($"{window.Name}: {window.RateAsked:F0} consults/s asked for, window {window.Seconds:F1} s");
            Line($"rates        created {window.RateCreated:F1}/s   completed {window.RateCompleted:F1}/s");
            Line($"CPU          server and store {Seconds(window.ServerCpuSecondsPer1000)}   generator {Seconds(window.GeneratorCpuSecondsPer1000)}   (CPU-s per 1,000 consults)");
            Line($"memory       server resident {Mebibytes(window.ResidentBytes)}");
            Line($"");
            Line($"{"ms, from the schedule",-21} {"count",8} {"p50",9} {"p90",9} {"p99",9} {"p99.9",9} {"max",9}");
            foreach (var row in window.Latencies)
            {
                Line(
                    $"{row.Name,-21} {row.Count,8} {row.P50Ms,9:F2} {row.P90Ms,9:F2} {row.P99Ms,9:F2} {row.P999Ms,9:F2} {row.MaxMs,9:F2}");
            }
        }

        void Counts(BookCounts counts)
        {
            Line($"");
            Line($"consults     requested {counts.Requested}   201 {counts.Created}   refused {Total(counts.Refused)}   unanswered {counts.Unanswered}   offered {counts.Offered}   accepted {counts.Accepted}");
            Line($"             completed {counts.Completed}   open {counts.Open}   gone {Total(counts.Gone)}   failed calls {Total(counts.FailedCalls)}   connections lost {report.ConnectionsLost}   stream numbers that did not grow {counts.SequenceFaults}");
            Details("refused", counts.Refused);
            Details("gone", counts.Gone);
            Details("failed", counts.FailedCalls);
            Details("open, now", counts.OpenByStatus);
        }

        void Figures()
        {
            Line($"");
            foreach (var figure in report.Figures)
            {
                var limit = (figure.AtMost, figure.AtLeast) switch
                {
                    ({ } most, _) => $"at most {most.ToString("0.###", CultureInfo.InvariantCulture)}",
                    (_, { } least) => $"at least {least.ToString("0.###", CultureInfo.InvariantCulture)}",
                    _ => "",
                };
                Line($"{figure.Name,-34} {Number(figure.Value),12} {figure.Unit,-14} {limit,-18} {(figure.IsLimited ? figure.IsMet ? "held" : "MISSED" : "")}");
            }
        }

        void AuditLines()
        {
            Line($"");
            if (report.Audit is not { } audit)
            {
                Line($"audit        none: the server's store is not ours to open");
                return;
            }

            Line($"audit        {audit.Consults} consults, {audit.Events} events in {audit.Seconds:F1} s");
            foreach (var (fault, found) in audit.Faults)
            {
                Line($"  {fault,-16} {found.Count,8}");
                foreach (var example in found.Examples)
                    Line($"    {example}");
            }
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');

        void Details(string name, IReadOnlyDictionary<string, int> byReason)
        {
            foreach (var (reason, count) in byReason)
                Line($"  {name,-10} {count,8}  {reason}");
        }
    }

    private static string Verdict(RunVerdict verdict) => verdict switch
    {
        RunVerdict.Clean => "CLEAN",
        RunVerdict.NotAudited => "NOT AUDITED: every limit held, the store not looked at",
        _ => "BROKEN",
    };

    private static int Total(IReadOnlyDictionary<string, int> counts) => counts.Values.Sum();

    private static string Number(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Seconds(double? seconds) => Number(seconds);

    private static string Mebibytes(long? bytes) =>
        bytes is { } known ? (known / BytesPerMebibyte).ToString("F0", CultureInfo.InvariantCulture) + " MiB" : "unknown";
}
