using Dispatch.Domain.Ids;
using Dispatch.Journal.Writing;
using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// One transaction at a time in two round trips at most: BEGIN with what is read, and what is written with COMMIT. The
/// connection is opened and given up by <see cref="PostgresWriterConnections"/>.
/// </summary>
internal sealed class PostgresWriteSession : IWriteSession
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgresBatchReading _reading;
    private readonly PostgresBatchStatements _writing = new();
    private readonly PreparedBatches _batches;
    private readonly int _timeoutSeconds;
    private bool _hasBegun;

    public PostgresWriteSession(NpgsqlConnection connection, TimeSpan timeout)
    {
        _connection = connection;
        _timeoutSeconds = PostgresAddress.Seconds(timeout);
        _reading = new PostgresBatchReading(connection, timeout);
        _batches = new PreparedBatches(connection, timeout, _writing.InOrder);
    }

    /// <summary>BEGIN goes with the first statement.</summary>
    public void Begin()
    {
    }

    public void Load(BatchPlanner planner)
    {
        // As long as it is not known: a rollback of nothing does no harm.
        _hasBegun = true;
        try
        {
            _hasBegun = _reading.Read(planner);
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.Of(error);
        }
    }

    public void Write(BatchPlan plan) => _writing.Add(plan);

    public void Commit()
    {
        if (!_hasBegun && _batches.IsEmpty)
        {
            return;
        }

        var begins = !_hasBegun;
        _hasBegun = true;
        try
        {
            _batches.Of(begins, commits: true).ExecuteNonQuery();
            _hasBegun = false;
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.OfCommit(error);
        }
        finally
        {
            _batches.Clear();
        }
    }

    public void Rollback()
    {
        _batches.Clear();
        if (_hasBegun)
        {
            _hasBegun = false;
            Execute("ROLLBACK");
        }
    }

    public EventId? ReadEventId(string stream, long version) =>
        Scalar("SELECT id FROM events WHERE stream = $1 AND version = $2", stream, version) is string id
            ? EventId.Of(id)
            : null;

    public int CleanUp(DateTimeOffset now, DateTimeOffset endedBefore, int rowsMaximum)
    {
        // What another process holds or cleans up is left to it.
        var claims = Execute(
            """
            DELETE FROM claims WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM claims WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
            """,
            Microseconds.Of(now),
            rowsMaximum);

        // The index begins with the state: one seek per state that has ended consults.
        var consults = Execute(
            """
            WITH RECURSIVE states (state) AS (
                (SELECT state FROM open_consults WHERE ended = 1 ORDER BY state LIMIT 1)
                UNION ALL
                SELECT (SELECT o.state FROM open_consults o WHERE o.ended = 1 AND o.state > states.state ORDER BY o.state LIMIT 1)
                FROM states WHERE states.state IS NOT NULL)
            DELETE FROM open_consults WHERE ctid = ANY (ARRAY(
                SELECT o.ctid FROM states CROSS JOIN LATERAL (
                    SELECT e.ctid FROM open_consults e
                    WHERE e.ended = 1 AND e.state = states.state AND e.updated_at < $1
                    LIMIT $2 FOR UPDATE SKIP LOCKED) o
                LIMIT $2))
            """,
            Microseconds.Of(endedBefore),
            rowsMaximum);
        return Math.Max(claims, consults);
    }

    public void Probe(DateTimeOffset now) => Execute("UPDATE probe SET probed_at = $1 WHERE id = 1", Microseconds.Of(now));

    /// <summary>A statement of its own: within the transaction of a batch, or committed at once where there is none.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(sql, parameters);
        try
        {
            return command.ExecuteNonQuery();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.Of(error);
        }
    }

    /// <returns>The first column of the first row; null when there is none.</returns>
    /// <inheritdoc cref="Execute"/>
    public object? Scalar(string sql, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(sql, parameters);
        try
        {
            return command.ExecuteScalar();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.Of(error);
        }
    }

    /// <summary>Has the transaction of the batch begin now, for work that is not in the plan.</summary>
    public void EnsureBegun()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Execute("BEGIN");
        }
    }

    public void Dispose()
    {
        _reading.Dispose();
        _batches.Dispose();
        _connection.Dispose();
    }

    // Npgsql's own faults, and what it throws on a connection that broke before.
    private static bool IsFault(Exception error) =>
        error is NpgsqlException or TimeoutException or IOException or ObjectDisposedException or InvalidOperationException;

    private NpgsqlCommand Command(string sql, ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = _timeoutSeconds };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
