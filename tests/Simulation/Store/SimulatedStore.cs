using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>Everything that survives a process.</summary>
internal sealed class SimulatedStore
{
    public SimulatedStore(SteppedTurnScheduler scheduler, TimeProvider clock, Chance chance)
    {
        Faults = new StoreFaults(chance);
        var later = new Later(scheduler, Faults);
        Journal = new InMemoryJournal(Tables, Faults, later, scheduler, clock);
        OpenConsults = new OpenConsultQueries(Tables, later);
        Registry = new RegistryQueries(Tables, later);
        Consults = new ConsultQueries(Tables, later);
    }

    public Tables Tables { get; } = new();

    public StoreFaults Faults { get; }

    public InMemoryJournal Journal { get; }

    public OpenConsultQueries OpenConsults { get; }

    public RegistryQueries Registry { get; }

    public ConsultQueries Consults { get; }

    public InMemoryGrainStateStore GrainStates { get; } = new();
}
