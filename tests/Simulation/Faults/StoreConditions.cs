using Dispatch.Engine.Embedded;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Simulation;

/// <summary>What the store does to one node's appends and reads, drawn from the seed while faults are on.</summary>
internal sealed class StoreConditions(World world, Chance chance) : IStoreConditions
{
    private static readonly TimeSpan Leisure = TimeSpan.FromMilliseconds(50);
    private readonly double _unavailable = chance.Real(0, 0.04);
    private readonly double _silent = chance.Real(0, 0.03);
    private readonly double _unreadable = chance.Real(0, 0.02);
    private readonly double _slow = chance.Real(0, 0.04);

    private SteppedTurnScheduler Scheduler => world.Scheduler;

    public void AtCommit(Action commit) => After(Latency(), commit);

    public void AtLeisure(Action commit) => After(Leisure, commit);

    public void Soon(Action read) => Scheduler.Schedule(new Step(read));

    public AppendFault OfAppend()
    {
        if (world.Storm.IsStoreFull)
        {
            return AppendFault.Unavailable;
        }

        if (!world.Storm.Has(Fault.Store))
        {
            return AppendFault.None;
        }

        return chance.Hits(_unavailable) ? AppendFault.Unavailable
            : chance.Hits(_silent) ? AppendFault.CommittedInSilence
            : chance.Hits(_silent / 2) ? AppendFault.LostInSilence
            : AppendFault.None;
    }

    public bool FailsRead() => world.Storm.Has(Fault.Store) && chance.Hits(_unreadable);

    /// <summary>How many of the appends under way still commit when their process dies.</summary>
    public int Survivors(int underWay) => chance.Between(0, underWay + 1);

    private TimeSpan Latency() =>
        world.Storm.Has(Fault.SlowStore) && chance.Hits(_slow) ? chance.Seconds(0.1, 3) : chance.Seconds(0.001, 0.005);

    private void After(TimeSpan delay, Action what) => world.After(delay, () => Scheduler.Schedule(new Step(what)));
}
