using System.Diagnostics;
using System.Text.Json;
using Dispatch.LoadTests.Reports;

namespace Dispatch.Tests.Load;

/// <summary>The load generator's release build, as a process of its own that starts the server's.</summary>
internal static class LoadProgram
{
    private const string Assembly = "artifacts/embedded/bin/LoadTests/release/Dispatch.LoadTests.dll";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a scenario; fails when it does not end in time or leaves no reports.</summary>
    /// <param name="arguments">The scenario and its options, without those that say where reports go and what is built.</param>
    public static async Task<LoadOutcome> Run(params string[] arguments)
    {
        var reports = Directory.CreateTempSubdirectory("dispatch-load-reports-");
        try
        {
            var (exitCode, output) = await Execute([.. arguments, "--no-build", "--reports", reports.FullName]);
            return new LoadOutcome(
                exitCode,
                output,
                await Read("*.txt"),
                await Read("*.html"),
                JsonSerializer.Deserialize(await Read("*.json"), ReportJson.Default.RunReport)!);

            async Task<string> Read(string pattern)
            {
                var files = reports.GetFiles(pattern);
                Assert.True(files.Length == 1, $"Expected one report {pattern}, found {files.Length}. Ended with {exitCode}:\n{output}");
                return await File.ReadAllTextAsync(files[0].FullName, TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            reports.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> Execute(string[] arguments)
    {
        var root = Root();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(root, Assembly), .. arguments])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        finally
        {
            if (!process.HasExited)
            {
                // With the server that it started.
                process.Kill(entireProcessTree: true);
            }
        }

        return (process.ExitCode, await output + await errors);
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Dispatch.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The load generator is run from the repository: there is no Dispatch.sln above.");
    }
}
