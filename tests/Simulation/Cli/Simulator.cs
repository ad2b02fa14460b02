using System.Diagnostics;
using Dispatch.Tests.Simulation.Mutants;

namespace Dispatch.Tests.Simulation;

/// <summary>Does what the command line asks for.</summary>
internal sealed class Simulator(SimulationOptions options, TextWriter output)
{
    private static readonly TimeSpan ShrinkFor = TimeSpan.FromSeconds(60);

    // What counts is the speed of an exploration, and its code has been compiled in full long since.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(90);
    private readonly long _started = TimeProvider.System.GetTimestamp();

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    /// <returns>0 when every rule held, 1 when one did not.</returns>
    public int Run()
    {
        if (options.Mutants)
        {
            var trial = new MutantTrial(output);
            var missed = options.Each
                ? trial.RunEach(options.Mutant, options.Base, options.Threads)
                : trial.Run(options.Mutant, options.Base, options.Threads);
            return missed == 0 ? 0 : 1;
        }

        if (options.Measure)
        {
            return Measure();
        }

        return options.Seed is { } seed ? Replay(seed) : Explore();
    }

    private int Replay(int seed)
    {
        var run = SeedRun.Of(options.ScenarioOf(seed), keepHistory: true);
        if (options.Trace)
        {
            foreach (var line in run.History)
            {
                output.WriteLine(line);
            }
        }

        if (run.Finding is not null)
        {
            new FailureReport(output).Write(run);
            return 1;
        }

        if (!options.Trace)
        {
            output.WriteLine($"seed {seed}: {run.Consults} consults in {run.Simulated.TotalMinutes:0} minutes, {run.Steps} steps, every rule held");
        }

        return 0;
    }

    private int Explore()
    {
        var exploration = new Exploration(seed => SeedRun.Of(options.ScenarioOf(seed)), options.Threads);
        var failed = exploration.Explore(
            options.Base,
            options.Seconds is { } seconds ? _ => Elapsed < TimeSpan.FromSeconds(seconds) : done => done < options.Seeds);
        output.WriteLine(
            $"{exploration.Seeds} seeds from {options.Base}: {exploration.Consults} consults in {exploration.Simulated.TotalHours:0.0} simulated hours, "
            + $"{exploration.Steps} steps, {Elapsed.TotalSeconds:0} s");
        if (failed is null)
        {
            output.WriteLine("Every rule held.");
            return 0;
        }

        Report(failed);
        return 1;
    }

    private void Report(SeedRun failed)
    {
        var report = new FailureReport(output);
        report.Write(SeedRun.Of(failed.Scenario, keepHistory: true));
        var until = Elapsed + ShrinkFor;
        var smallest = new Shrinking(scenario => SeedRun.Of(scenario)).Shrink(failed, () => Elapsed < until);
        if (smallest != failed)
        {
            output.WriteLine();
            output.WriteLine("Smallest that was found:");
            report.Write(SeedRun.Of(smallest.Scenario, keepHistory: true), isWhole: true);
        }
    }

    private int Measure()
    {
        var length = TimeSpan.FromMinutes(options.Minutes ?? 20);
        SeedRun.Of(Scenario.OfSpeed(options.Base, WarmUp));
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var started = Elapsed;
        var run = SeedRun.Of(Scenario.OfSpeed(options.Base, length));
        var took = Elapsed - started;
        process.Refresh();
        var worked = process.TotalProcessorTime - before;
        var loaded = length + Scenario.Calm;
        output.WriteLine(
            $"{loaded.TotalMinutes:0} minutes of 50 providers, 10 states, 1 consult/s: {run.Consults} consults, {run.Steps} steps in {took.TotalSeconds:0.00} s, "
            + $"{worked.TotalSeconds:0.00} CPU-s: {loaded.TotalMinutes / worked.TotalSeconds:0.0} simulated minutes per CPU-second");
        if (run.Finding is not null)
        {
            new FailureReport(output).Write(SeedRun.Of(run.Scenario, keepHistory: true));
            return 1;
        }

        return 0;
    }
}
