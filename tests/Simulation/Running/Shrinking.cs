namespace Dispatch.Tests.Simulation;

/// <summary>Makes a scenario that breaks a rule smaller as long as the same rule breaks.</summary>
internal sealed class Shrinking(Func<Scenario, SeedRun> run)
{
    /// <summary>Anything smaller happens in another order, so each is tried with some seeds.</summary>
    private const int SeedsPerStep = 12;

    /// <returns>The smallest run that was found.</returns>
    public SeedRun Shrink(SeedRun failed, Func<bool> hasTime)
    {
        var smallest = failed;
        bool isSmaller;
        do
        {
            isSmaller = false;
            foreach (var candidate in SmallerThan(smallest.Scenario))
            {
                if (!hasTime())
                {
                    return smallest;
                }

                if (Try(candidate, failed.Finding!.Rule) is { } smaller)
                {
                    smallest = smaller;
                    isSmaller = true;
                    break;
                }
            }
        }
        while (isSmaller);

        return smallest;
    }

    private SeedRun? Try(Scenario candidate, string rule)
    {
        for (var i = 0; i < SeedsPerStep; i++)
        {
            var tried = run(candidate with { Seed = unchecked(candidate.Seed + i) });
            if (tried.Finding?.Rule == rule)
            {
                return tried;
            }
        }

        return null;
    }

    /// <summary>The largest leaps first.</summary>
    private static IEnumerable<Scenario> SmallerThan(Scenario scenario)
    {
        foreach (var consults in Less(scenario.ConsultsMax == int.MaxValue ? 64 : scenario.ConsultsMax, 1))
        {
            yield return scenario with { ConsultsMax = consults };
        }

        if (scenario.ConsultsMax == int.MaxValue)
        {
            yield return scenario with { ConsultsMax = 64 };
        }

        foreach (var nodes in Less(scenario.Nodes, 1))
        {
            yield return scenario with { Nodes = nodes, Faults = nodes == 1 ? scenario.Faults & ~Fault.Splits : scenario.Faults };
        }

        foreach (var providers in Less(scenario.Providers, 1))
        {
            yield return scenario with { Providers = providers };
        }

        foreach (var states in Less(scenario.States, 1))
        {
            yield return scenario with { States = states };
        }

        foreach (var clinics in Less(scenario.Clinics, 1))
        {
            yield return scenario with { Clinics = clinics };
        }

        foreach (var fault in Enum.GetValues<Fault>().Where(f => int.IsPow2((int)f) && scenario.Has(f)))
        {
            yield return scenario with { Faults = scenario.Faults & ~fault };
        }
    }

    private static IEnumerable<int> Less(int from, int least)
    {
        for (var to = least; to < from; to = to + 1 + ((to - least) / 2))
        {
            yield return to;
        }
    }
}
