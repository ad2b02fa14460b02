using System.Security.Cryptography;
using Dispatch.Journal.Writing;
using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Opens the one connection for writing, and another one after it failed. A new one is used only when its predecessor
/// is gone from the server, so that nothing of a lost connection can take effect after somebody has read what did.
/// Used by one thread at a time: one that was given up opens nothing any more.
/// </summary>
internal sealed class PostgresWriterConnections(
    NpgsqlDataSource source, PostgresStoreOptions options, CallWatch watch, int headsRemembered, TimeProvider time)
{
    // Whoever holds this advisory lock is this process's writer.
    private readonly long _lock = RandomNumberGenerator.GetInt32(int.MaxValue) + ((long)int.MaxValue << 31);
    private volatile Backend? _predecessor;
    private long? _failedAt;

    /// <exception cref="StoreUnavailableException">The server cannot be reached, or was not a moment ago.</exception>
    public IWriteSession Open()
    {
        // What is queued hears so at once, instead of waiting for a server that is gone, batch after batch.
        if (_failedAt is { } failedAt && time.GetElapsedTime(failedAt) < options.ReconnectInterval)
        {
            throw new StoreUnavailableException("PostgreSQL could not be reached a moment ago.");
        }

        NpgsqlConnection? connection = null;
        var call = watch.Begin();
        try
        {
            connection = source.OpenConnection();
            Prepare(connection);
            _failedAt = null;
            return new PostgresWriteSession(connection, watch, headsRemembered);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
        {
            connection?.Dispose();
            _failedAt = time.GetTimestamp();
            throw PostgresFault.Of(error) is StoreUnavailableException unavailable
                ? unavailable
                : new StoreUnavailableException("The connection before is not gone yet.", error);
        }
        finally
        {
            watch.End(call);
        }
    }

    private void Prepare(NpgsqlConnection connection)
    {
        // Plans by index and in the order of the arrays, whatever the statistics of a table that was empty a minute ago.
        Run(
            connection,
            FormattableString.Invariant(
                $"""
                SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
                SET plan_cache_mode = force_generic_plan;
                SET enable_seqscan = off;
                SET enable_hashjoin = off;
                SET enable_mergejoin = off;
                SET enable_bitmapscan = off;
                SET jit = off;
                SET lock_timeout = {(long)options.LockTimeout.TotalMilliseconds};
                SET idle_in_transaction_session_timeout = {(long)options.SilenceTimeout.TotalMilliseconds}
                """));
        if (_predecessor is { } predecessor)
        {
            Run(
                connection,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2",
                predecessor.ProcessId,
                predecessor.StartedAt);
        }

        Run(connection, "SELECT pg_advisory_lock($1)", _lock);
        _predecessor = new Backend(
            connection.ProcessID,
            (string)Run(connection, "SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()")!);
    }

    private static object? Run(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> parameters)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command.ExecuteScalar();
    }

    private sealed record Backend(int ProcessId, string StartedAt);
}
