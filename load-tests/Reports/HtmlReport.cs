using System.Globalization;
using System.Net;
using System.Text;
using Dispatch.LoadTests.Reports.Plots;

namespace Dispatch.LoadTests.Reports;

/// <summary>The report as one file that needs no other: tables, plots as SVG, light and dark as the reader's system says.</summary>
public static class HtmlReport
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ground: #fff; --ink: #1c1f24; --soft: #5b636e; --grid: #d9dde3;
          --c0: #0b5fb0; --c1: #b3420a; --c2: #1b7a3d; --c3: #8a2a8f; --c4: #6b5a00; --c5: #a3123f; }
        @media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #e8eaed; --soft: #a3acb8; --grid: #343b44;
          --c0: #6fb5ff; --c1: #ff9d66; --c2: #6fd28f; --c3: #d993dd; --c4: #d9c24a; --c5: #ff8fab; } }
        body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0; width: 100%; }
        caption { text-align: left; font-weight: 600; padding: .3rem 0; }
        th, td { border-bottom: 1px solid var(--grid); padding: .25rem .6rem; text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        .scroll { overflow-x: auto; }
        svg { width: 100%; height: auto; margin: .5rem 0 1.5rem; }
        .grid { stroke: var(--grid); } .tick, .label { fill: var(--soft); font-size: 12px; } .curve { fill: none; stroke-width: 1.8; }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); stroke-dasharray: 6 3; } .c2 { stroke: var(--c2); stroke-dasharray: 2 3; }
        .c3 { stroke: var(--c3); stroke-dasharray: 8 3 2 3; } .c4 { stroke: var(--c4); stroke-dasharray: 12 4; } .c5 { stroke: var(--c5); stroke-dasharray: 1 4; }
        .verdict { font-weight: 700; } code { overflow-wrap: anywhere; }
        """;

    public static string Render(RunReport report, IReadOnlyList<LinePlot> plots)
    {
        var html = new StringBuilder();
        var title = $"{report.Scenario} on {report.Store}";
        Add($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Add($"<title>Load report: {Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>");
        Add($"<h1>{Text(title)}</h1>");
        Add($"<p>{report.StartedAt:yyyy-MM-dd HH:mm} UTC, <code>{Text(report.Command)}</code></p>");
        Add($"<p class=\"verdict\">{Verdict(report.Verdict)}</p>");
        Figures();
        Windows();
        if (report.Windows.Count > 0)
            Latencies();
        Counts();
        Audit();
        Add($"<h2>Plots</h2>");
        for (var i = 0; i < plots.Count; i++)
            Add($"<h3>{Text(plots[i].Title)}</h3>\n{plots[i].ToSvg($"plot{i}")}");
        Add($"</main>\n</body>\n</html>");
        return html.ToString();

        void Figures() => Table(
            "Figures",
            ["figure", "value", "unit", "limit", "held"],
            report.Figures.Select(figure => (string[])
            [
                figure.Name,
                Number(figure.Value),
                figure.Unit,
                figure.AtMost is { } most ? $"at most {Number(most)}" : figure.AtLeast is { } least ? $"at least {Number(least)}" : "",
                figure.IsLimited ? figure.IsMet ? "yes" : "NO" : "",
            ]));

        void Windows() => Table(
            "Windows; latencies are request→offer in ms, CPU is seconds per 1,000 consults",
            ["window", "asked/s", "created/s", "completed/s", "p50", "p99", "refused", "CPU server and store", "CPU generator"],
            report.Windows.Select(window => (string[])
            [
                window.Name,
                Number(window.RateAsked),
                Number(window.RateCreated),
                Number(window.RateCompleted),
                Number(window.ToOffer.P50Ms),
                Number(window.ToOffer.P99Ms),
                $"{window.Refused}",
                Number(window.ServerCpuSecondsPer1000),
                Number(window.GeneratorCpuSecondsPer1000),
            ]));

        void Latencies() => Table(
            $"Latencies of the window “{report.Windows[^1].Name}”, ms from the scheduled arrival",
            ["", "count", "p50", "p90", "p99", "p99.9", "max"],
            report.Windows[^1].Latencies.Select(row => (string[])
            [
                row.Name, $"{row.Count}", Number(row.P50Ms), Number(row.P90Ms), Number(row.P99Ms), Number(row.P999Ms), Number(row.MaxMs),
            ]));

        void Counts()
        {
            var counts = report.Counts;
            Table(
                "What the generator saw, warm-up included",
                ["", "count"],
                [
                    ["requested", $"{counts.Requested}"],
                    ["answered 201", $"{counts.Created}"],
                    .. counts.Refused.Select(pair => (string[])[$"refused: {pair.Key}", $"{pair.Value}"]),
                    ["without an answer", $"{counts.Unanswered}"],
                    ["offers at a socket", $"{counts.Offered}"],
                    ["assigned", $"{counts.Accepted}"],
                    ["completed", $"{counts.Completed}"],
                    ["open at the end", $"{counts.Open}"],
                    .. counts.Gone.Select(pair => (string[])[$"gone: {pair.Key}", $"{pair.Value}"]),
                    .. counts.FailedCalls.Select(pair => (string[])[$"failed: {pair.Key}", $"{pair.Value}"]),
                    ["connections lost", $"{report.ConnectionsLost}"],
                    ["stream numbers that did not grow", $"{counts.SequenceFaults}"],
                ]);
        }

        void Audit()
        {
            if (report.Audit is not { } audit)
            {
                Add($"<p>No audit: the server's store is not ours to open.</p>");
                return;
            }

            Table(
                $"Audit of {audit.Events} events of {audit.Consults} consults",
                ["fault", "found", "examples"],
                audit.Faults.Select(pair => (string[])
                    [$"{pair.Key}", $"{pair.Value.Count}", string.Join("; ", pair.Value.Examples)]));
        }

        void Table(string caption, string[] heads, IEnumerable<string[]> rows)
        {
            Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table><caption>{Text(caption)}</caption>");
            Add($"<thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{Text(head)}</th>"))}</tr></thead><tbody>");
            foreach (var row in rows)
                Add($"<tr><th scope=\"row\">{Text(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{Text(cell)}</td>"))}</tr>");
            Add($"</tbody></table></div>");
        }

        void Add(FormattableString part) => html.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Verdict(RunVerdict verdict) => verdict switch
    {
        RunVerdict.Clean => "Clean: every limit held, nothing wrong in the store.",
        RunVerdict.NotAudited => "Not audited: every limit held, the store not looked at.",
        _ => "Broken: see below.",
    };

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
