using Dispatch.Journal;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Simulation;

/// <summary>One scenario, run from beginning to end.</summary>
/// <param name="Finding">The first rule that did not hold; null when all did.</param>
/// <param name="History">Empty unless it was to be kept.</param>
internal sealed record SeedRun(
    Scenario Scenario, Finding? Finding, IReadOnlyList<string> History, long Steps, TimeSpan Simulated, long Consults)
{
    public static SeedRun Of(
        Scenario scenario, bool keepHistory = false, Func<IJournal, Tables, IJournal>? decorate = null)
    {
        var world = new World(scenario, decorate);
        world.History.IsKept = keepHistory;
        try
        {
            var finding = world.Run();
            return new SeedRun(
                scenario, finding, world.History.Lines, world.Scheduler.Steps, world.Clock.Elapsed, world.Checks.Facts.Ended);
        }
        finally
        {
            // Engines of a stepped scheduler end at once.
            world.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
