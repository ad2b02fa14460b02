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
    private readonly KnownHeads _heads;
    private readonly CallWatch _watch;
    private bool _hasBegun;
    private bool _isCareful;

    public PostgresWriteSession(NpgsqlConnection connection, CallWatch watch, int headsRemembered)
    {
        _connection = connection;
        _watch = watch;
        _heads = new KnownHeads(headsRemembered);
        _reading = new PostgresBatchReading(connection);
        _batches = new PreparedBatches(connection, _writing.InOrder);
    }

    /// <summary>BEGIN goes with the first statement.</summary>
    public void Begin()
    {
    }

    public void Load(BatchPlanner planner)
    {
        // As long as it is not known: a rollback of nothing does no harm.
        _hasBegun = true;
        var call = _watch.Begin();
        try
        {
            _hasBegun = _reading.Read(planner, _heads);
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.Of(error);
        }
        finally
        {
            _watch.End(call);
        }
    }

    public void Write(BatchPlan plan)
    {
        _writing.Add(plan, _isCareful);
        _heads.Plan(plan.Events);
    }

    public void Commit()
    {
        if (!_hasBegun && _batches.IsEmpty)
        {
            return;
        }

        var begins = !_hasBegun;
        _hasBegun = true;
        var call = _watch.Begin();
        try
        {
            _batches.Of(begins, commits: true).ExecuteNonQuery();
            _hasBegun = false;
            _isCareful = false;
            _heads.Committed();
        }
        catch (PostgresException error) when (PostgresFault.IsUnexpectedRow(error))
        {
            _isCareful = true;
            throw new LostRaceException("A row is not there that changes, or is there that is new.");
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.OfCommit(error);
        }
        finally
        {
            _watch.End(call);
            _batches.Clear();
        }
    }

    public void Rollback()
    {
        _batches.Clear();
        _heads.Forget();
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

    // What another process holds or cleans up is left to it.
    public int CleanUp(DateTimeOffset now, int rowsMaximum) => Execute(
        """
        DELETE FROM claims WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM claims WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))
        """,
        Microseconds.Of(now),
        rowsMaximum);

    /// <summary>Nothing: the server sees to its log.</summary>
    public void Settle()
    {
    }

    public void Probe(DateTimeOffset now) => Execute("UPDATE probe SET probed_at = $1 WHERE id = 1", Microseconds.Of(now));

    /// <summary>A statement of its own: within the transaction of a batch, or committed at once where there is none.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(sql, parameters);
        var call = _watch.Begin();
        try
        {
            return command.ExecuteNonQuery();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.Of(error);
        }
        finally
        {
            _watch.End(call);
        }
    }

    /// <returns>The first column of the first row; null when there is none.</returns>
    /// <inheritdoc cref="Execute"/>
    public object? Scalar(string sql, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(sql, parameters);
        var call = _watch.Begin();
        try
        {
            return command.ExecuteScalar();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PostgresFault.Of(error);
        }
        finally
        {
            _watch.End(call);
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
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
