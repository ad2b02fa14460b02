using Dispatch.Tests.Simulation.Mutants;

namespace Dispatch.Tests.Simulation;

/// <summary>What is made of a broken rule: a smaller scenario that breaks it too, a report, and a command that shows it again.</summary>
public sealed class FailureTests
{
    private const int Tries = 80;

    [Fact]
    public void Shrink_KeepsTheRuleAndIsSmaller()
    {
        var failed = Broken(Scenario.Draw(1));
        var tries = 0;

        var smallest = new Shrinking(Broken).Shrink(failed, () => tries++ < Tries);

        Assert.Equal(failed.Finding!.Rule, smallest.Finding!.Rule);
        Assert.True(smallest.Scenario.ConsultsMax < 64, $"{smallest.Scenario} is no smaller.");
        Assert.True(smallest.Scenario.Providers <= failed.Scenario.Providers && smallest.Scenario.Nodes <= failed.Scenario.Nodes);
        Assert.Equal(smallest.Scenario.Faults, smallest.Scenario.Faults & failed.Scenario.Faults);
        Assert.Equal(smallest.Finding, Broken(smallest.Scenario).Finding);
    }

    [Fact]
    public void Report_NamesTheRuleTheIdsAndHowToSeeItAgain()
    {
        var run = SeedRun.Of(Scenario.Draw(1) with { ConsultsMax = 4 }, keepHistory: true, BrokenJournals.Find(BrokenJournals.ReplaysTwice));
        var (part, whole) = (new StringWriter(), new StringWriter());

        new FailureReport(part).Write(run);
        new FailureReport(whole).Write(run, isWhole: true);

        var lines = part.ToString().Split('\n');
        Assert.Equal(
            $"FAILED  {run.Finding!.Rule}  {run.Finding.About}  (seed 1, commit {FailureReport.Commit}, step {run.Finding.Step})", lines[0].TrimEnd());
        Assert.Equal(run.Finding.What, lines[1].TrimEnd());
        Assert.Equal($"replay  {FailureReport.CommandOf(run.Scenario)}", lines[2].TrimEnd());
        Assert.All(run.History, line => Assert.Contains(line, whole.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void CommandOf_OfAnyScenario_IsReadAsThatScenario()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var drawn = Scenario.Draw(seed);
            AssertIsRead(drawn);
            AssertIsRead(drawn with { ConsultsMax = seed, Nodes = 1, Faults = drawn.Faults & ~Fault.Splits });
            AssertIsRead(drawn with { Providers = 1 + (seed % 7), States = 1, Clinics = 2, Faults = 0 });
            AssertIsRead(Scenario.Draw(seed, TimeSpan.FromMinutes(1 + (seed % 3))));
        }
    }

    private static void AssertIsRead(Scenario scenario)
    {
        var command = FailureReport.CommandOf(scenario);
        var arguments = command[(command.IndexOf(" -- ", StringComparison.Ordinal) + 4)..].Split(' ');

        var options = SimulationOptions.Parse(arguments, out var fault);

        Assert.True(options is not null, $"{command}: {fault}");
        Assert.Equal(scenario, options.ScenarioOf(options.Seed!.Value));
    }

    private static SeedRun Broken(Scenario scenario) =>
        SeedRun.Of(scenario, decorate: BrokenJournals.Find(BrokenJournals.ReplaysTwice));
}
