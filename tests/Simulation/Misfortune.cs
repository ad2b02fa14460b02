using Dispatch.Domain.Consults;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>Crashes single activations and the whole node, between any two turns.</summary>
internal sealed class Misfortune(World world, Chance chance)
{
    private const int TurnsMax = 40;

    public async Task Live()
    {
        while (!world.IsQuiet)
        {
            await world.Delay(chance.Seconds(1, 25));
            for (var turns = chance.Between(0, TurnsMax); turns > 0; turns--)
            {
                await Task.Yield();
            }

            if (chance.Hits(0.1))
            {
                world.KillNode();
                await world.Delay(chance.Seconds(0, 8));
                world.StartNode();
            }
            else
            {
                CrashOne();
            }
        }
    }

    private void CrashOne()
    {
        var engine = world.Node!.Engine;
        var open = world.Store.Tables.Consults.Values.Select(c => c.Open).Where(o => !o.Status.IsEnded()).ToList();
        var provider = chance.Of(world.Providers).Id.Value;
        var state = chance.Of(Population.States).Value;
        var consult = open.Count > 0 ? chance.Of(open).Ticket.Consult.Value : null;
        var (key, crashed) = chance.Between(0, 3) switch
        {
            0 when consult is not null => (consult, engine.Crash<IConsultGrain>(consult)),
            1 => (provider, engine.Crash<IProviderGrain>(provider)),
            _ => (state, engine.Crash<IStateLicensePoolGrain>(state)),
        };
        if (crashed)
        {
            world.History.Add(key, "crashed");
        }
    }
}
