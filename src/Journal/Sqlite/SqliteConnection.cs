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

    /// <exception cref="StoreUnavailableException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteAccess access, TimeSpan busyTimeout)
    {
        var flags = SQLITE_OPEN_NOMUTEX | access switch
        {
            SqliteAccess.Read => SQLITE_OPEN_READONLY,
            SqliteAccess.Write => SQLITE_OPEN_READWRITE,
            _ => SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        };
        var code = sqlite3_open_v2(path, out var handle, flags, null);
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
