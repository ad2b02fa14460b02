using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Writing;
using Dispatch.Tests.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Conformance.Journal;

internal sealed class PostgresFixture : StoreFixture
{
    private readonly JournalOptions _journalOptions;
    private readonly Func<IWriteSession, IWriteSession> _wrap;
    private readonly string? _database;
    private readonly ILogger<PostgresStore> _logger;
    private PostgresStore _store;

    /// <param name="options">Of the group commit.</param>
    /// <param name="wrap">Put around every session of the writer.</param>
    /// <param name="connectionString">Of a database that is somebody else's; by default it has one of its own.</param>
    /// <param name="configure">Changes the store's options.</param>
    /// <param name="logger">Null for none.</param>
    public PostgresFixture(
        JournalOptions? options = null,
        Func<IWriteSession, IWriteSession>? wrap = null,
        string? connectionString = null,
        Action<PostgresStoreOptions>? configure = null,
        ILogger<PostgresStore>? logger = null)
    {
        _journalOptions = options ?? new JournalOptions();
        _wrap = wrap ?? (session => session);
        _logger = logger ?? NullLogger<PostgresStore>.Instance;
        _database = connectionString is null ? SharedPostgres.NewDatabase() : null;
        Options = new PostgresStoreOptions
        {
            ConnectionString = connectionString ?? _database!,
            ReconnectInterval = TimeSpan.Zero,
        };
        configure?.Invoke(Options);
        _store = NewStore();
    }

    public ManualTime Time { get; } = new();

    public PostgresStoreOptions Options { get; }

    public PostgresStore Store => _store;

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

    /// <summary>Runs a statement as somebody else.</summary>
    /// <returns>The first column of the first row.</returns>
    public object? Execute(string sql) => SharedPostgres.Scalar(Options.ConnectionString, sql);

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        if (_database is not null)
        {
            SharedPostgres.Release(_database);
        }
    }

    private PostgresStore NewStore() =>
        new(Options, _journalOptions, Time, _logger, _wrap);
}
