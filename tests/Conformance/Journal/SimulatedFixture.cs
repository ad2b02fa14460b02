using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Conformance.Journal;

internal sealed class SimulatedFixture : JournalFixture, IStoreHealth
{
    private readonly ManualTime _time = new();
    private readonly Tables _tables = new();
    private PromptConditions _conditions = new();
    private InMemoryJournal _journal;

    public SimulatedFixture() => _journal = new InMemoryJournal(_tables, _conditions, _time);

    public override IJournal Journal => _journal;

    public override IOpenConsults OpenConsults => new OpenConsultQueries(Reads);

    public override IConsultQueries Consults => new ConsultQueries(Reads);

    public override IRegistryQueries Registry => new RegistryQueries(Reads);

    public override IGrainStates GrainStates => new InMemoryGrainStates(_tables, _conditions);

    public override ISettingQueries Settings => new SettingQueries(Reads);

    public override IStoreHealth Health => this;

    public override DateTimeOffset Now => _time.GetUtcNow();

    private Reads Reads => new(_tables, _conditions);

    public override void Start() => _conditions.Start();

    public override Task Reopen()
    {
        _journal.Close();
        _conditions = new PromptConditions();
        _journal = new InMemoryJournal(_tables, _conditions, _time);
        return Task.CompletedTask;
    }

    public override void Advance(TimeSpan by) => _time.Advance(by);

    public StoreStatistics Read() => new(IsAvailable: true, null, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero, []);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
