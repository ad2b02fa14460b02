namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>Whether the rules find each mutant, and how soon.</summary>
internal sealed class MutantTrial(TextWriter output)
{
    /// <summary>A mutant that lives longer than this is missed.</summary>
    public const int SeedsMax = 200;

    private const int NameWidth = 44;

    /// <returns>How many were missed.</returns>
    public int Run(string names, int firstSeed, int threads)
    {
        var missed = 0;
        var tried = MutantList.All.Where(m => m.Name.Contains(names, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var mutant in tried)
        {
            var (rule, seeds) = new MutantContext(mutant).Explore(firstSeed, SeedsMax, threads, mutant.Journal);
            var isFound = rule.Length > 0;
            missed += isFound ? 0 : 1;
            output.WriteLine(isFound
                ? $"found   {mutant.Name,-NameWidth} by {rule} after {seeds} {(seeds == 1 ? "seed" : "seeds")}"
                : $"missed  {mutant.Name,-NameWidth} in {seeds} seeds");
        }

        output.WriteLine($"{tried.Count - missed} of {tried.Count} mutants found");
        return missed;
    }
}
