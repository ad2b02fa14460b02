using System.Net;
using System.Xml.Linq;
using Dispatch.LoadTests.Audit;

namespace Dispatch.Tests.Load;

/// <summary>Whether a run was audited and clean, and whether its reports have all their parts. No figure is judged.</summary>
internal static class ReportCheck
{
    /// <summary>Latency over time, its distribution, throughput, CPU and memory.</summary>
    public static readonly IReadOnlyList<ExpectedCurve> Curves =
    [
        new("Request → offer over time", "p50"),
        new("Request → offer over time", "p99"),
        new("Request → offer over time", "max"),
        new("Distribution of latencies, whole run", "request→offer"),
        new("Distribution of latencies, whole run", "request→completed"),
        new("Throughput", "sent"),
        new("Throughput", "answered 201"),
        new("Throughput", "completed"),
        new("Throughput", "refused"),
        new("CPU", "server and store"),
        new("CPU", "generator"),
        new("Memory of the server", "resident"),

        // The server is asked for it every five seconds only.
        new("Memory of the server", "managed", PointsAtLeast: 1),
        new("Consults under way", "open"),
    ];

    private static readonly string[] TextParts =
    [
        "rates ", "CPU ", "memory ", "request→201 ", "request→offer ", "offer→assigned ", "request→completed ", "generator late ", "consults ", "audit ",
        .. Enum.GetNames<Fault>(),
    ];

    private static readonly string[] HtmlTables = ["Figures", "Windows; ", "Latencies of the window ", "What the generator saw", "Audit of "];

    /// <returns>What is wrong, in words; nothing when all is right.</returns>
    public static IReadOnlyList<string> Complaints(LoadOutcome outcome) =>
        [.. OfTheRun(outcome), .. OfTheText(outcome.Text), .. OfTheHtml(outcome.Html)];

    private static IEnumerable<string> OfTheRun(LoadOutcome outcome)
    {
        if (outcome.ExitCode != 0)
        {
            yield return $"The program ended with {outcome.ExitCode}.";
        }

        if (outcome.Report.Audit is not { } audit)
        {
            yield return "The store was not audited.";
            yield break;
        }

        foreach (var fault in Enum.GetValues<Fault>())
        {
            if (!audit.Faults.TryGetValue(fault, out var found))
            {
                yield return $"The audit does not say {fault}.";
            }
            else if (found.Count != 0)
            {
                yield return $"The audit found {fault} {found.Count} times: {string.Join("; ", found.Examples)}.";
            }
        }

        var counts = outcome.Report.Counts;
        if (counts.Created == 0 || counts.Created != counts.Completed || counts.Created != audit.Completed)
        {
            yield return $"Of {counts.Created} consults {counts.Completed} were completed, {audit.Completed} in the store.";
        }
    }

    private static IEnumerable<string> OfTheText(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [.., "CLEAN"])
        {
            yield return "The text does not end with CLEAN.";
        }

        foreach (var part in TextParts.Where(part => !lines.Any(line => line.TrimStart().StartsWith(part, StringComparison.Ordinal))))
        {
            yield return $"The text lacks '{part}'.";
        }
    }

    private static IEnumerable<string> OfTheHtml(string html)
    {
        foreach (var table in HtmlTables.Where(table => !html.Contains($"<caption>{WebUtility.HtmlEncode(table)}", StringComparison.Ordinal)))
        {
            yield return $"The page lacks the table '{table}'.";
        }

        foreach (var curve in Curves)
        {
            var points = PointsOf(html, curve);
            if (points < curve.PointsAtLeast)
            {
                yield return $"The page lacks the curve '{curve.Name}' of '{curve.Plot}': {points} points.";
            }
        }
    }

    /// <summary>How many points of the curve are drawn; none when there is no such curve.</summary>
    private static int PointsOf(string html, ExpectedCurve curve)
    {
        var heading = html.IndexOf($"<h3>{WebUtility.HtmlEncode(curve.Plot)}</h3>", StringComparison.Ordinal);
        var start = heading < 0 ? -1 : html.IndexOf("<svg ", heading, StringComparison.Ordinal);
        if (start < 0)
        {
            return 0;
        }

        const string End = "</svg>";
        var plot = XElement.Parse(html[start..(html.IndexOf(End, start, StringComparison.Ordinal) + End.Length)]);

        // Each path is followed by its mark and its name in the legend.
        var path = plot.Elements("path").FirstOrDefault(p => p.ElementsAfterSelf("text").FirstOrDefault()?.Value == curve.Name);
        return path?.Attribute("d")?.Value.Count(c => c is 'M' or 'L') ?? 0;
    }
}
