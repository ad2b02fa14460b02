namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>
/// Explores within the copy of the product that this assembly was loaded with. Called from another copy, so it takes and
/// gives only what both know.
/// </summary>
public static class MutantSeeds
{
    /// <param name="isThorough">Tries all of them, whatever was found.</param>
    /// <returns>
    /// The rule that broke first, empty when none did; the number of seeds that it took; in how many of those tried one broke.
    /// </returns>
    public static (string Rule, int Seeds, int Failures) Explore(int firstSeed, int seeds, int threads, string? journal, bool isThorough)
    {
        var decorate = BrokenJournals.Find(journal);
        var exploration = new Exploration(seed => SeedRun.Of(Scenario.Draw(seed), decorate: decorate), threads, isThorough);
        return exploration.Explore(firstSeed, done => done < seeds) is { } failed
            ? (failed.Finding!.Rule, unchecked(failed.Scenario.Seed - firstSeed) + 1, exploration.Failures)
            : ("", seeds, 0);
    }
}
