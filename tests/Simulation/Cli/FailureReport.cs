using System.Globalization;
using System.Reflection;

namespace Dispatch.Tests.Simulation;

/// <summary>Says which rule broke, for whom, when, how to see it again, and what led to it.</summary>
internal sealed class FailureReport(TextWriter output)
{
    private const int LinesShown = 40;
    private const int LinesOfTheSmallest = 5_000;

    /// <summary>The commit that this was built from.</summary>
    public static string Commit { get; } =
        typeof(FailureReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit[..Math.Min(12, commit.Length)]
            : "unknown";

    /// <param name="isWhole">Whether all that happened is told, and not only what concerns who is named and what came last.</param>
    public void Write(SeedRun run, bool isWhole = false)
    {
        var finding = run.Finding!;
        output.WriteLine(
            $"FAILED  {finding.Rule}  {finding.About}  (seed {run.Scenario.Seed}, commit {Commit}, step {finding.Step})");
        output.WriteLine(finding.What);
        output.WriteLine($"replay  {CommandOf(run.Scenario)}");
        if (run.History.Count == 0)
        {
            return;
        }

        if (isWhole)
        {
            output.WriteLine("All that happened:");
            Write(run.History, LinesOfTheSmallest);
            return;
        }

        var ids = finding.About.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        output.WriteLine("Of those concerned:");
        Write(run.History.Where(line => ids.Any(id => line.Contains(id, StringComparison.Ordinal))), LinesShown);
        output.WriteLine("Last of all:");
        Write(run.History, LinesShown);
    }

    /// <summary>The whole scenario, also where the seed would draw another one.</summary>
    public static string CommandOf(Scenario scenario)
    {
        var drawn = Scenario.Draw(scenario.Seed, scenario.Length);
        List<string> command = [$"dotnet run -c Release --project tests/Simulation -- --seed {scenario.Seed}"];
        Add("--minutes", scenario.Length.TotalMinutes, Scenario.DefaultLength.TotalMinutes);
        Add("--nodes", scenario.Nodes, drawn.Nodes);
        Add("--states", scenario.States, drawn.States);
        Add("--providers", scenario.Providers, drawn.Providers);
        Add("--clinics", scenario.Clinics, drawn.Clinics);
        Add("--consults", scenario.ConsultsMax, drawn.ConsultsMax);
        Add("--rate", scenario.ConsultsPerSecond, drawn.ConsultsPerSecond);
        if (scenario.Faults != drawn.Faults)
        {
            command.Add($"--faults {scenario.Faults.ToString().Replace(" ", "", StringComparison.Ordinal)}");
        }

        return string.Join(' ', command);

        void Add(string name, double value, double otherwise)
        {
            if (value != otherwise)
            {
                command.Add($"{name} {value.ToString(CultureInfo.InvariantCulture)}");
            }
        }
    }

    private void Write(IEnumerable<string> lines, int most)
    {
        foreach (var line in lines.TakeLast(most))
        {
            output.WriteLine($"  {line}");
        }
    }
}
