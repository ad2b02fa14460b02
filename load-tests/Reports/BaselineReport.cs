using System.Text.Json;

namespace Dispatch.LoadTests.Reports;

/// <summary>The JSON report of another run, to compare one with.</summary>
public static class BaselineReport
{
    /// <returns>CPU of server and store per 1,000 consults, in the window that its scenario is about.</returns>
    /// <exception cref="InvalidOperationException">The file is no report, or its run does not know its CPU.</exception>
    public static async Task<double> CpuSecondsPer1000(string file, CancellationToken cancel)
    {
        try
        {
            await using var json = File.OpenRead(file);
            var report = await JsonSerializer.DeserializeAsync(json, ReportJson.Default.RunReport, cancel);
            return report?.Windows is [.., { ServerCpuSecondsPer1000: > 0 and var cpu }]
                ? cpu
                : throw new InvalidOperationException($"{file} does not say what CPU its run took.");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{file} is no report of a run: {e.Message}", e);
        }
    }
}
