using Dispatch.Domain.Ids;
using Dispatch.Journal.Sqlite.Files;
using Dispatch.Journal.Writing;
using static SQLitePCL.raw;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteWriteSession : IWriteSession
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCheckpointer? _checkpointer;
    private readonly SqliteRowWriter _rows;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _head;
    private readonly SqliteStatement _holder;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement _putClaim;
    private readonly SqliteStatement _deleteClaim;
    private readonly SqliteStatement _dataVersion;

    // The file is one process's and this is its only writer. Should another process write all the same, the data version
    // tells, and what is remembered is forgotten.
    private readonly LeastRecentlyUsed<string, StreamHead> _heads;
    private IReadOnlyList<PlannedEvent> _written = [];
    private long _seenDataVersion;

    private SqliteWriteSession(SqliteConnection connection, SqliteCheckpointer? checkpointer, int headsRemembered)
    {
        _connection = connection;
        _checkpointer = checkpointer;
        _heads = new(headsRemembered, StringComparer.Ordinal);
        _rows = new SqliteRowWriter(connection);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _rollback = connection.Prepare("ROLLBACK");
        _head = connection.Prepare(
            "SELECT version, hash FROM events WHERE stream = ?1 ORDER BY version DESC LIMIT 1");
        _holder = connection.Prepare("SELECT holder, expires_at FROM claims WHERE scope = ?1 AND key = ?2");
        _insertEvent = connection.Prepare(
            "INSERT INTO events (stream, version, id, type, at, payload, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _putClaim = connection.Prepare(
            """
            INSERT INTO claims (scope, key, holder, expires_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (scope, key) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            """);
        _deleteClaim = connection.Prepare("DELETE FROM claims WHERE scope = ?1 AND key = ?2");
        _dataVersion = connection.Prepare("PRAGMA data_version");
    }

    public SqliteConnection Connection => _connection;

    /// <param name="options">Of the database.</param>
    /// <param name="journal">Limits.</param>
    /// <param name="checkpointer">Moves the log beside this session; null leaves it to SQLite, within commits.</param>
    /// <param name="prepare">Runs on the new connection, so that a test can make its store fail.</param>
    public static SqliteWriteSession Open(
        SqliteStoreOptions options,
        JournalOptions journal,
        SqliteCheckpointer? checkpointer = null,
        Action<SqliteConnection>? prepare = null)
    {
        var connection = SqliteConnection.Open(
            options.Path,
            SqliteAccess.Write,
            options.BusyTimeout,
            GatheringFileSystem.Name);
        try
        {
            connection.Execute(
                $"""
                PRAGMA synchronous = FULL;
                PRAGMA cache_size = -{options.WriteCacheMebibytes * 1024};
                PRAGMA wal_autocheckpoint = {(checkpointer is null ? options.CheckpointPages : 0)};
                PRAGMA journal_size_limit = {options.CheckpointPages * 4096L};
                """);
            prepare?.Invoke(connection);
            return new SqliteWriteSession(connection, checkpointer, journal.HeadsRemembered);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        _begin.Run();
        var dataVersion = _dataVersion.ReadFirst(static row => row.Int64(0));
        if (dataVersion != _seenDataVersion)
        {
            _heads.Clear();
            _seenDataVersion = dataVersion;
        }
    }

    public void Load(BatchPlanner planner)
    {
        foreach (var stream in planner.Streams)
        {
            if (_heads.TryGet(stream, out var known))
            {
                planner.SetHead(stream, known);
                continue;
            }

            _head.Bind(1, stream);
            if (_head.Step())
            {
                planner.SetHead(stream, new StreamHead(_head.Int64(0), _head.Bytes(1).ToArray()));
            }

            _head.Reset();
        }

        foreach (var claim in planner.Claims)
        {
            _holder.Bind(1, claim.Scope).Bind(2, claim.Key);
            if (_holder.Step())
            {
                DateTimeOffset? expiresAt = _holder.IsNull(1) ? null : Microseconds.ToInstant(_holder.Int64(1));
                planner.SetHolder(claim, new ClaimHolder(_holder.Text(0), expiresAt));
            }

            _holder.Reset();
        }
    }

    public void Write(BatchPlan plan)
    {
        _written = plan.Events;
        foreach (var (stream, version, newEvent, hash) in plan.Events)
        {
            _insertEvent
                .Bind(1, stream)
                .Bind(2, version)
                .Bind(3, newEvent.Id.Value)
                .Bind(4, newEvent.Type)
                .Bind(5, Microseconds.Of(newEvent.At))
                .BindBlob(6, newEvent.Payload.Span)
                .BindBlob(7, hash)
                .Run();
        }

        foreach (var row in plan.Rows)
        {
            _rows.Write(row);
        }

        foreach (var (claim, _, holder) in plan.Claims)
        {
            if (holder is null)
            {
                _deleteClaim.Bind(1, claim.Scope).Bind(2, claim.Key).Run();
                continue;
            }

            _putClaim
                .Bind(1, claim.Scope)
                .Bind(2, claim.Key)
                .Bind(3, holder.Holder)
                .Bind(4, Microseconds.Of(holder.ExpiresAt))
                .Run();
        }
    }

    public void Commit()
    {
        var code = _commit.StepUnchecked();
        if (code == SQLITE_DONE)
        {
            RememberHeads();
            return;
        }

        if (SqliteFault.LeavesCommitUnknown(code))
        {
            throw new AppendOutcomeUnknownException($"SQLite answered {code} to a COMMIT.");
        }

        _connection.Check(code);
    }

    public void Rollback()
    {
        _written = [];
        // Some faults end the transaction by themselves.
        if (_connection.IsInTransaction)
        {
            _rollback.Run();
        }
    }

    public EventId? ReadEventId(string stream, long version)
    {
        var id = _connection.Prepare("SELECT id FROM events WHERE stream = ?1 AND version = ?2")
            .Bind(1, stream)
            .Bind(2, version)
            .ReadFirst(static row => row.Text(0));
        return id is null ? null : EventId.Of(id);
    }

    public int CleanUp(DateTimeOffset now, int rowsMaximum)
    {
        Begin();
        try
        {
            _connection.Prepare(
                """
                DELETE FROM claims WHERE (scope, key) IN (
                    SELECT scope, key FROM claims WHERE expires_at IS NOT NULL AND expires_at <= ?1 LIMIT ?2)
                """)
                .Bind(1, Microseconds.Of(now))
                .Bind(2, rowsMaximum)
                .Run();
            var claims = _connection.ChangedRows;

            Commit();
            return claims;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Probe(DateTimeOffset now)
    {
        Begin();
        try
        {
            _connection.Prepare("UPDATE probe SET probed_at = ?1 WHERE id = 1").Bind(1, Microseconds.Of(now)).Run();
            Commit();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Settle() => _checkpointer?.SeeTo(_connection);

    public void Dispose() => _connection.Dispose();

    // Only what is durable: a head that a rolled-back batch planned never was.
    private void RememberHeads()
    {
        for (var i = 0; i < _written.Count; i++)
        {
            if (i + 1 == _written.Count || _written[i + 1].Stream != _written[i].Stream)
            {
                _heads.Put(_written[i].Stream, new StreamHead(_written[i].Version, _written[i].Hash));
            }
        }

        _written = [];
    }
}
