using Dispatch.Journal.History;
using Dispatch.Journal.Notes;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Sessions;
using Dispatch.Journal.Tables;
using Dispatch.Journal.Vault;
using Dispatch.Journal.Writing;
using Microsoft.Extensions.Logging;

namespace Dispatch.Journal.Sqlite;

/// <summary>The whole journal on one SQLite file, used by one process.</summary>
public sealed class SqliteStore : IJournalStore
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly GroupCommitWriter _writer;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly SqliteReadPool _reads;
    private readonly SqliteRegistryQueries _registry;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public SqliteStore(
        SqliteStoreOptions options, JournalOptions journal, TimeProvider time, ILogger<SqliteStore> logger)
        : this(
            options,
            journal,
            time,
            logger,
            checkpointer => SqliteWriteSession.Open(options, journal, checkpointer, options.PrepareWriter))
    {
    }

    /// <param name="openSession">Where tests put sessions that fail.</param>
    internal SqliteStore(
        SqliteStoreOptions options,
        JournalOptions journal,
        TimeProvider time,
        ILogger<SqliteStore> logger,
        Func<SqliteCheckpointer, IWriteSession> openSession)
    {
        _options = OptionsCheck.Checked(options);
        _time = time;
        _reads = new SqliteReadPool(options);
        _checkpointer = new SqliteCheckpointer(options);
        _writer = new GroupCommitWriter(() => openSession(_checkpointer), journal, time, logger);
        _registry = new SqliteRegistryQueries(_reads);
        Claims = new SqliteClaimQueries(_reads);
        Journal = new SqliteJournal(_writer, _reads);
        OpenConsults = new SqliteOpenConsults(_reads);
        Consults = new SqliteConsultQueries(_reads);
        ConsultTable = new SqliteConsultTable(_reads);
        Settings = new SqliteSettingQueries(_reads);
        GrainStates = new SqliteGrainStates(_writer, _reads);
        var tables = new SqliteTables(_writer, _reads);
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
        SqliteSchema.Migrate(_options, _time);
        _writer.Start();
    }

    public async ValueTask DisposeAsync()
    {
        // Readers first: the last connection to close moves the write-ahead log into the file, and readers cannot. Without
        // its thread the checkpointer does nothing more, and the writer may go on until its queue is empty.
        _reads.Dispose();
        _checkpointer.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
    }
}
