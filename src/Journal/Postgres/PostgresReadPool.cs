using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Runs queries on a few connections: a query sees every append that was acknowledged before it began, and never waits
/// for the writer.
/// </summary>
internal sealed class PostgresReadPool(NpgsqlDataSource source, PostgresStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.ReadConnections);
    private readonly TimeSpan _patience = PostgresAddress.Patience(options);
    private int _waiting;
    private volatile bool _closed;

    /// <summary>Every row as the function reads it.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read now, or too many queries wait.</exception>
    public async Task<List<T>> ReadAll<T>(
        string sql, object[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await Turn(cancellationToken).ConfigureAwait(false);
        try
        {
            // Npgsql may wait without limit for a server that stands still: see CallWatch.
            return await RunOrReconnect(sql, parameters, read, cancellationToken)
                .WaitAsync(_patience, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw PostgresFault.Of(error);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>The first row as the function reads it, or the default.</summary>
    /// <inheritdoc cref="ReadAll"/>
    public async Task<T?> ReadFirst<T>(
        string sql, object[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = await ReadAll(sql, parameters, read, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>Closes what is idle; a query that still runs closes its own.</summary>
    public void Dispose()
    {
        _closed = true;
        source.Dispose();
    }

    private async ValueTask Turn(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > options.ReadQueueLength + options.ReadConnections)
        {
            Interlocked.Decrement(ref _waiting);
            throw new StoreUnavailableException("The store is busy: too many queries wait.");
        }

        try
        {
            await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<List<T>> RunOrReconnect<T>(
        string sql, object[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await Run(sql, parameters, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsLostConnection(error) && !_closed)
        {
            // The server may have been restarted since: the other idle connections are as dead.
            source.Clear();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw Translated(error);
        }

        try
        {
            return await Run(sql, parameters, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsFault(error))
        {
            throw Translated(error);
        }
    }

    private async Task<List<T>> Run<T>(
        string sql, object[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        if (_closed)
        {
            throw new StoreUnavailableException("The store is closed: the process is stopping.");
        }

        var command = source.CreateCommand(sql);
        await using var disposed = command.ConfigureAwait(false);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static StoreUnavailableException Translated(Exception error) => PostgresFault.Of(error) is StoreUnavailableException unavailable
        ? unavailable
        : new StoreUnavailableException($"The store cannot be read now: {error.Message}", error);

    private static bool IsLostConnection(Exception error) =>
        error is NpgsqlException { InnerException: IOException and not null } or PostgresException { SqlState: "57P01" or "57P02" };

    private static bool IsFault(Exception error) =>
        error is NpgsqlException or TimeoutException or IOException or ObjectDisposedException;
}
