using System.Globalization;
using System.Text;

namespace Dispatch.LoadTests.Reports;

/// <summary>The report for people.</summary>
public static class TextReport
{
    private const double BytesPerMebibyte = 1024 * 1024;

    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        Line($"{report.Scenario}: {report.RateAsked:F0} consults/s asked for, window {report.WindowSeconds:F1} s");
        Line($"rates        created {report.RateCreated:F1}/s   completed {report.RateCompleted:F1}/s");
        Line($"");
        Line($"latency, ms, from the scheduled arrival");
        Line($"{"",-18} {"count",8} {"p50",9} {"p90",9} {"p99",9} {"p99.9",9} {"max",9}");
        foreach (var row in report.Latencies)
        {
            Line(
                $"{row.Name,-18} {row.Count,8} {row.P50Ms,9:F2} {row.P90Ms,9:F2} {row.P99Ms,9:F2} {row.P999Ms,9:F2} {row.MaxMs,9:F2}");
        }

        Line($"");
        Line($"CPU          server {Seconds(report.ServerCpuSecondsPer1000)}   generator {Seconds(report.GeneratorCpuSecondsPer1000)}   (CPU-s per 1,000 consults)");
        Line($"memory       server resident {Mebibytes(report.ServerResidentBytes)}   managed {Mebibytes(report.ServerManagedBytes)}");
        Line($"");
        var counts = report.Counts;
        Line($"consults     requested {counts.Requested}   201 {counts.Created}   refused {Total(counts.Refused)}   offered {counts.Offered}   accepted {counts.Accepted}");
        Line($"             completed {counts.Completed} (+{counts.CompletedUnseen} by the server's word)   gone {Total(counts.Gone)}   failed calls {Total(counts.FailedCalls)}   connections lost {report.ConnectionsLost}");
        Details("refused", counts.Refused);
        Details("gone", counts.Gone);
        Details("failed", counts.FailedCalls);
        Details("lost, now", counts.LostByStatus);
        Line($"{(counts.IsClean ? "CLEAN" : "BROKEN"),-12} lost {counts.Lost}   doubled {counts.Doubled}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');

        void Details(string name, IReadOnlyDictionary<string, int> byReason)
        {
            foreach (var (reason, count) in byReason)
                Line($"  {name,-10} {count,8}  {reason}");
        }
    }

    private static int Total(IReadOnlyDictionary<string, int> counts) => counts.Values.Sum();

    private static string Seconds(double? seconds) => seconds?.ToString("F3", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Mebibytes(long? bytes) =>
        bytes is { } known ? (known / BytesPerMebibyte).ToString("F0", CultureInfo.InvariantCulture) + " MiB" : "unknown";
}
