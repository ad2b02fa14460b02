using SQLitePCL;
using static SQLitePCL.raw;

namespace Dispatch.Journal.Sqlite;

/// <summary>
/// One connection with its prepared statements. Not thread-safe. Thin on purpose: the writer's throughput is the
/// number of binds and steps that one core can make.
/// </summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => _handle = handle;

    /// <param name="path">Of the database.</param>
    /// <param name="access">What the connection may do.</param>
    /// <param name="busyTimeout">How long a statement waits for a lock.</param>
    /// <param name="fileSystem">By name; null for the system's own.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteAccess access, TimeSpan busyTimeout, string? fileSystem = null)
    {
        var flags = SQLITE_OPEN_NOMUTEX | access switch
        {
            SqliteAccess.Read => SQLITE_OPEN_READONLY,
            SqliteAccess.Write => SQLITE_OPEN_READWRITE,
            _ => SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        };
        var code = sqlite3_open_v2(path, out var handle, flags, fileSystem);
        if (code != SQLITE_OK)
        {
            handle?.Dispose();
            throw SqliteFault.Of(code, $"cannot open {Path.GetFileName(path)}");
        }

        sqlite3_extended_result_codes(handle, 1);
        sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return new SqliteConnection(handle);
    }

    /// <summary>For what has no statement, such as hooks.</summary>
    public sqlite3 Handle => _handle;

    public int ChangedRows => sqlite3_changes(_handle);

    public bool IsInTransaction => sqlite3_get_autocommit(_handle) == 0;

    /// <returns>Pages that this connection wrote since it was last asked.</returns>
    public int TakePagesWritten() =>
        sqlite3_db_status(_handle, SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1) == SQLITE_OK ? pages : 0;

    /// <summary>Moves as much of the write-ahead log into the database as can be without waiting for anybody.</summary>
    /// <returns>Null when another connection is at it, or the database does not take writes; what is in the log is as
    /// durable there.</returns>
    public SqliteCheckpoint? Checkpoint() =>
        sqlite3_wal_checkpoint_v2(_handle, null, SQLITE_CHECKPOINT_PASSIVE, out var logged, out var moved) == SQLITE_OK
            ? new SqliteCheckpoint(logged, moved)
            : null;

    /// <summary>Runs statements that need no values and answer nothing.</summary>
    public void Execute(string sql) => Check(sqlite3_exec(_handle, sql));

    /// <returns>The statement of this text, prepared once per connection; it belongs to the connection.</returns>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(sqlite3_prepare_v3(_handle, sql, SQLITE_PREPARE_PERSISTENT, out var handle));
            statement = new SqliteStatement(this, handle);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Check(int code)
    {
        if (code is not (SQLITE_OK or SQLITE_ROW or SQLITE_DONE))
        {
            throw SqliteFault.Of(code, sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }
}
