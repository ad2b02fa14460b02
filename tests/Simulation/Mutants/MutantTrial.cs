using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>Whether the rules find each mutant, and how soon.</summary>
internal sealed class MutantTrial(TextWriter output)
{
    /// <summary>A mutant that lives longer than this is missed.</summary>
    public const int SeedsMax = 200;

    private const int NameWidth = 44;

    /// <summary>Tries each until it is found: first with the seed that is known to find it, where that is among those to try.</summary>
    /// <returns>How many were missed.</returns>
    public int Run(string names, int firstSeed, int threads)
    {
        var tried = Named(names);
        var missed = 0;
        // One mutant to a thread: to compile one, and its code for the first time, takes longer than most seeds.
        Parallel.ForEach(Partitioner.Create(tried, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = threads }, mutant =>
        {
            var context = new MutantContext(mutant);
            var (rule, seeds) = FoundByItsSeed(context, mutant, firstSeed);
            var took = 1;
            if (rule.Length == 0)
            {
                (rule, seeds, _) = context.Explore(firstSeed, SeedsMax, threads: 1);
                took += seeds;
            }

            // A seed that breaks without the mutant as well finds the product's own fault.
            var seed = firstSeed + seeds - 1;
            var control = rule.Length == 0 ? "" : MutantSeeds.Explore(seed, seeds: 1, threads: 1, journal: null, isThorough: false).Rule;
            lock (output)
            {
                missed += rule.Length == 0 || control.Length > 0 ? 1 : 0;
                output.WriteLine(
                    rule.Length == 0 ? $"missed  {mutant.Name,-NameWidth} in {seeds} seeds"
                    : control.Length > 0 ? $"missed  {mutant.Name,-NameWidth} seed {seed} breaks {control} without it"
                    : $"found   {mutant.Name,-NameWidth} by {rule} after {took} {(took == 1 ? "seed" : "seeds")}, with {seed}{(seed == mutant.Seed ? "" : $", no longer with {mutant.Seed}")}");
            }
        });
        output.WriteLine($"{tried.Length - missed} of {tried.Length} mutants found");
        return missed;
    }

    /// <summary>Tells in how many of all the seeds each is found: whether it is by more than the luck of one.</summary>
    /// <returns>How many were missed.</returns>
    public int RunEach(string names, int firstSeed, int threads)
    {
        var missed = 0;
        foreach (var mutant in Named(names))
        {
            var (rule, seeds, failures) = new MutantContext(mutant).Explore(firstSeed, SeedsMax, threads, isThorough: true);
            missed += failures > 0 ? 0 : 1;
            output.WriteLine($"{mutant.Name,-NameWidth} found in {failures,3} of {SeedsMax} seeds{(failures > 0 ? $", first with {firstSeed + seeds - 1} by {rule}" : "")}");
        }

        return missed;
    }

    private static (string Rule, int Seeds) FoundByItsSeed(MutantContext context, Mutant mutant, int firstSeed)
    {
        var place = mutant.Seed - firstSeed;
        if (place is < 0 or >= SeedsMax)
        {
            return ("", 0);
        }

        var (rule, _, _) = context.Explore(mutant.Seed, seeds: 1, threads: 1);
        return (rule, place + 1);
    }

    private static ImmutableArray<Mutant> Named(string names) =>
        [.. MutantList.All.Where(m => m.Name.Contains(names, StringComparison.OrdinalIgnoreCase))];
}
