using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>Suspends and reinstates providers and replaces licences. The first provider is left alone: somebody must remain.</summary>
internal sealed class Operator(World world, Chance chance)
{
    public async Task Live()
    {
        while (!world.IsQuiet)
        {
            await world.Delay(chance.Seconds(5, 60));
            var provider = world.Providers[chance.Between(1, world.Providers.Count)];
            if (chance.Hits(0.5))
            {
                await Try(provider, "suspended", p => p.Suspend("asked"));
                await world.Delay(chance.Seconds(1, 30));
                await Try(provider, "reinstated", p => p.Reinstate());
            }
            else
            {
                var licenses = provider.Profile.Licenses;
                await Try(provider, "licence ended", p => p.ReplaceLicenses([.. licenses.Skip(1)]));
                await world.Delay(chance.Seconds(1, 60));
                await Try(provider, "licences given", p => p.ReplaceLicenses(licenses));
            }
        }
    }

    private async Task Try(SimulatedProvider provider, string what, Func<IProviderGrain, Task<ProviderChangeResult>> change)
    {
        try
        {
            if (world.Node is { } node)
            {
                var result = await node.Call(g => change(g.GetGrain<IProviderGrain>(provider.Id.Value)));
                world.History.Add(provider.Id.Value, what, result.GetType().Name);
            }
        }
        catch (Exception fault) when (WorldFaults.Includes(fault))
        {
            world.History.Add(provider.Id.Value, $"not {what}");
        }
    }
}
