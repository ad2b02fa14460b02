namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>
/// Explores within the copy of the product that this assembly was loaded with. Called from another copy, so it takes and
/// gives only what both know.
/// </summary>
public static class MutantSeeds
{
    /// <returns>The rule that broke, and the number of seeds that it took; an empty rule when none broke.</returns>
    public static (string Rule, int Seeds) Explore(int firstSeed, int seeds, int threads, string? journal)
    {
        var decorate = BrokenJournals.Find(journal);
        var exploration = new Exploration(seed => SeedRun.Of(Scenario.Draw(seed), decorate: decorate), threads);
        return exploration.Explore(firstSeed, done => done < seeds) is { } failed
            ? (failed.Finding!.Rule, unchecked(failed.Scenario.Seed - firstSeed) + 1)
            : ("", seeds);
    }
}
