using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Sqlite;
using Dispatch.Journal.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Conformance.Journal;

internal sealed class SqliteFixture : StoreFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-journal-").FullName;
    private readonly JournalOptions _journalOptions;
    private readonly Func<IWriteSession, IWriteSession> _wrap;
    private SqliteStore _store;

    public SqliteFixture(JournalOptions? options = null, Func<IWriteSession, IWriteSession>? wrap = null)
    {
        _journalOptions = options ?? new JournalOptions();
        _wrap = wrap ?? (session => session);
        Options = new SqliteStoreOptions { Path = Path.Combine(_folder, "dispatch.db"), BusyTimeout = TimeSpan.Zero };
        _store = NewStore();
    }

    public ManualTime Time { get; } = new();

    public SqliteStoreOptions Options { get; }

    /// <summary>Runs on every connection that the writer opens.</summary>
    public Action<SqliteConnection>? Prepare { get; set; }

    public SqliteStore Store => _store;

    public override IJournal Journal => _store.Journal;

    public override IOpenConsults OpenConsults => _store.OpenConsults;

    public override IConsultQueries Consults => _store.Consults;

    public override IRegistryQueries Registry => _store.Registry;

    public override IGrainStates GrainStates => _store.GrainStates;

    public override ISettingQueries Settings => _store.Settings;

    public override IJournalStore Whole => _store;

    public override IStoreHealth Health => _store.Health;

    public override DateTimeOffset Now => Time.GetUtcNow();

    public override void Start() => _store.Start();

    public override void Advance(TimeSpan by) => Time.Advance(by);

    public override async Task Reopen()
    {
        await _store.DisposeAsync();
        _store = NewStore();
    }

    /// <summary>A connection of somebody else to the same file.</summary>
    public SqliteConnection Connect() => SqliteConnection.Open(Options.Path, SqliteAccess.Write, TimeSpan.Zero);

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private SqliteStore NewStore() => new(
        Options,
        _journalOptions,
        Time,
        NullLogger<SqliteStore>.Instance,
        checkpointer => _wrap(
            SqliteWriteSession.Open(Options, new JournalOptions(), checkpointer, connection => Prepare?.Invoke(connection))));
}
