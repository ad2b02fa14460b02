using System.Collections.Concurrent;

namespace Dispatch.Journal.Sqlite;

/// <summary>
/// Runs queries on a few read-only connections, each on a pool thread for as long as it takes: a query sees every
/// append that was acknowledged before it began, and never waits for the writer.
/// </summary>
internal sealed class SqliteReadPool(SqliteStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.ReadConnections);
    private readonly ConcurrentStack<SqliteConnection> _idle = new();
    private int _waiting;
    private volatile bool _closed;

    /// <exception cref="StoreUnavailableException">The store cannot be read now, or too many queries wait.</exception>
    public async Task<T> Read<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken)
    {
        await Turn(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(query), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Closes what is idle; a query that still runs closes its own.</summary>
    public void Dispose()
    {
        _closed = true;
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
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

    private T Run<T>(Func<SqliteConnection, T> query)
    {
        if (_closed)
        {
            throw new StoreUnavailableException("The store is closed: the process is stopping.");
        }

        if (!_idle.TryPop(out var connection))
        {
            connection = SqliteConnection.Open(options.Path, SqliteAccess.Read, options.BusyTimeout);
        }

        // A connection that failed is not used again: the file under it may have been replaced.
        var keep = false;
        try
        {
            var result = query(connection);
            keep = !_closed;
            return result;
        }
        finally
        {
            if (keep)
            {
                _idle.Push(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }
}
