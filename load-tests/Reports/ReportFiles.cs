using System.Globalization;
using System.Text.Json;
using Dispatch.LoadTests.Reports.Plots;

namespace Dispatch.LoadTests.Reports;

/// <summary>Writes a run's reports into a folder: text, HTML and JSON under one name.</summary>
public static class ReportFiles
{
    /// <returns>The path of the HTML file.</returns>
    public static async Task<string> Write(
        RunReport report, IReadOnlyList<LinePlot> plots, string folder, string? jsonFile, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, $"{report.Scenario}-{report.StartedAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        await File.WriteAllTextAsync($"{name}.txt", TextReport.Render(report), cancel);
        await File.WriteAllTextAsync($"{name}.html", HtmlReport.Render(report, plots), cancel);
        await using var json = File.Create(jsonFile ?? $"{name}.json");
        await JsonSerializer.SerializeAsync(json, report, ReportJson.Default.RunReport, cancel);
        return $"{name}.html";
    }
}
