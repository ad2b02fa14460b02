using Dispatch.Journal.History;
using Dispatch.Journal.Notes;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Sessions;
using Dispatch.Journal.Tables;
using Dispatch.Journal.Vault;
using Dispatch.Journal.Writing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>The whole journal on one PostgreSQL database, which other processes may use at the same time.</summary>
public sealed partial class PostgresStore : IJournalStore
{
    private readonly PostgresStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresStore> _logger;
    private readonly NpgsqlDataSource _writerSource;
    private readonly GroupCommitWriter _writer;
    private readonly PostgresReadPool _reads;
    private readonly PostgresRegistryQueries _registry;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The connection string is none.</exception>
    public PostgresStore(
        PostgresStoreOptions options, JournalOptions journal, TimeProvider time, ILogger<PostgresStore> logger)
        : this(options, journal, time, logger, session => session)
    {
    }

    /// <param name="wrap">Where tests put sessions that fail.</param>
    internal PostgresStore(
        PostgresStoreOptions options,
        JournalOptions journal,
        TimeProvider time,
        ILogger<PostgresStore> logger,
        Func<IWriteSession, IWriteSession> wrap)
    {
        _options = OptionsCheck.Checked(options);
        _time = time;
        _logger = logger;
        _writerSource = PostgresAddress.Writer(options);
        var watch = new CallWatch(PostgresAddress.Patience(options));
        var connections = new PostgresWriterConnections(_writerSource, options, watch, journal.HeadsRemembered, time);
        _reads = new PostgresReadPool(PostgresAddress.Reader(options), options);
        _writer = new GroupCommitWriter(() => wrap(connections.Open()), journal, time, logger, watch);
        _registry = new PostgresRegistryQueries(_reads);
        Claims = new PostgresClaimQueries(_reads);
        Journal = new PostgresJournal(_writer, _reads);
        OpenConsults = new PostgresOpenConsults(_reads);
        Consults = new PostgresConsultQueries(_reads);
        ConsultTable = new PostgresConsultTable(_reads);
        Settings = new PostgresSettingQueries(_reads);
        GrainStates = new PostgresGrainStates(_writer, _reads);
        var tables = new PostgresTables(_writer, _reads);
        Sessions = new SessionTable(tables);
        DraftNotes = new DraftNotesTable(tables);
        WaitHistory = new WaitHistoryTable(tables);
        ProviderFigures = new ProviderFiguresTable(tables);
        NodeReports = new NodeReportTable(tables);
    }

    public IJournal Journal { get; }

    public IOpenConsults OpenConsults { get; }

    public IConsultQueries Consults { get; }

    public IConsultTable ConsultTable { get; }

    public IRegistryQueries Registry => _registry;

    public IClaimQueries Claims { get; }

    public ISettingQueries Settings { get; }

    public IClinicKeys ClinicKeys => _registry;

    public IGrainStates GrainStates { get; }

    public ISessionStore Sessions { get; }

    public IDraftNotes DraftNotes { get; }

    public IWaitHistory WaitHistory { get; }

    public IProviderFigures ProviderFigures { get; }

    public INodeReports NodeReports { get; }

    public IStoreHealth Health => _writer;

    public void Start()
    {
        PostgresSchema.Migrate(_writerSource, _options, _time);
        WarnOfLostDurability();
        _writer.Start();
    }

    // What a session asks for overrules synchronous_commit; these two only the server itself can set.
    private void WarnOfLostDurability()
    {
        foreach (var setting in (string[])["fsync", "full_page_writes"])
        {
            using var connection = _writerSource.OpenConnection();
            using var command = new NpgsqlCommand("SELECT current_setting($1)", connection)
            {
                Parameters = { new NpgsqlParameter { Value = setting } },
            };
            if (command.ExecuteScalar() is "off")
            {
                LogNotDurable(setting);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _reads.Dispose();
        await _writerSource.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The PostgreSQL server runs with {Setting}=off: what was answered can be lost when its machine fails. Set it on.")]
    private partial void LogNotDurable(string setting);
}
