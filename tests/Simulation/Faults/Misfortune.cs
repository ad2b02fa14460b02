namespace Dispatch.Tests.Simulation;

/// <summary>Crashes activations and nodes between any two turns, cuts nodes off, fills the store.</summary>
internal sealed class Misfortune(World world, Chance chance)
{
    private const int TurnsMax = 40;
    private readonly double _meanSeconds = chance.Real(2, 20);

    public async Task Live()
    {
        List<Func<Task>> kinds = [];
        Add(Fault.Crashes, CrashOne);
        Add(Fault.Deaths, Kill);
        Add(Fault.Splits, Stray);
        Add(Fault.Splits, CutOff);
        Add(Fault.FullStore, FillStore);
        while (kinds.Count > 0)
        {
            await world.Delay(chance.Exponential(_meanSeconds));
            for (var turns = chance.Between(0, TurnsMax); turns > 0; turns--)
            {
                await Task.Yield();
            }

            if (world.IsCalm)
            {
                return;
            }

            if (world.Cluster.Alive.Count > 0)
            {
                await chance.Of(kinds)();
            }
        }

        void Add(Fault fault, Func<Task> kind)
        {
            // A single activation is the commonest loss.
            for (var times = fault == Fault.Crashes ? 3 : 1; times > 0 && world.Scenario.Has(fault); times--)
            {
                kinds.Add(kind);
            }
        }
    }

    private Task CrashOne()
    {
        var node = chance.Of(world.Cluster.Alive);
        var (type, key) = Grain();
        if (node.Engine.Crash(type, key))
        {
            world.History.Add(key, "crashed", $"{node.Name}");
        }

        return Task.CompletedTask;
    }

    private async Task Kill()
    {
        world.Cluster.Kill(chance.Of(world.Cluster.Alive));
        var restart = chance.Seconds(0, 12);
        world.Start(async () =>
        {
            await world.Delay(restart);
            world.Cluster.StartNode();
        });
        if (world.Cluster.Alive.Count == 0)
        {
            await world.Delay(restart);
        }
    }

    private Task Stray()
    {
        var (type, key) = Grain();
        world.Cluster.LetStray(chance.Of(world.Cluster.Alive), type, key, chance.Seconds(0.5, 20));
        return Task.CompletedTask;
    }

    private async Task CutOff()
    {
        if (world.Cluster.Alive.Count < 2)
        {
            return;
        }

        var node = chance.Of(world.Cluster.Alive);
        world.Cluster.CutOff(node);
        await world.Delay(chance.Seconds(0.5, 20));
        world.Cluster.Join(node, dies: chance.Hits(0.5));
    }

    private async Task FillStore()
    {
        world.Storm.IsStoreFull = true;
        world.History.Add("store", "full");
        await world.Delay(chance.Seconds(0.2, 10));
        world.Storm.IsStoreFull = false;
        world.History.Add("store", "has room");
    }

    private (string Type, string Key) Grain()
    {
        var open = world.Checks.Facts.Open;
        return chance.Between(0, 3) switch
        {
            0 when open.Count > 0 => ("consult", open.Keys.ElementAt(chance.Between(0, open.Count)).Value),
            1 => ("provider", chance.Of(world.Providers).Id.Value),
            _ => ("statelicensepool", chance.Of(world.States).Value),
        };
    }
}
