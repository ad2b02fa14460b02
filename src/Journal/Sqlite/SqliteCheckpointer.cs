namespace Dispatch.Journal.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database beside the writer: a thread of its own copies and syncs the bulk while
/// transactions go on, and the writer only what came meanwhile, after which the log begins anew. SQLite's own way, all of
/// it within a commit, holds up every append for as long.
/// </summary>
internal sealed class SqliteCheckpointer(SqliteStoreOptions options) : IDisposable
{
    /// <summary>A log so many times its size is not left to grow: the writer waits for the thread.</summary>
    private const int GrowthMost = 8;

    private readonly object _gate = new();
    private Thread? _thread;
    private bool _bulkWanted;
    private bool _bulkMoved;
    private bool _isClosed;
    private long _pages;

    /// <summary>On the writer's thread, between transactions and after their callers have heard.</summary>
    public void SeeTo(SqliteConnection writer)
    {
        _pages += writer.TakePagesWritten();
        if (_pages < options.CheckpointPages || !HasThreadMovedBulk())
        {
            return;
        }

        if (writer.Checkpoint() is { } found && found.Moved == found.Logged)
        {
            _pages = 0;
        }
    }

    /// <summary>Ends the thread and closes its connection. Nothing is moved afterwards.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
    }

    /// <summary>Has the thread begin, when it has not.</summary>
    private bool HasThreadMovedBulk()
    {
        lock (_gate)
        {
            while (_bulkWanted && !_isClosed && _pages >= (long)GrowthMost * options.CheckpointPages)
            {
                Monitor.Wait(_gate);
            }

            if (_bulkWanted || _isClosed)
            {
                return false;
            }

            if (_bulkMoved)
            {
                _bulkMoved = false;
                return true;
            }

            _bulkWanted = true;
            Monitor.PulseAll(_gate);
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "journal-checkpoint" };
                _thread.Start();
            }

            return false;
        }
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        while (WaitForWork())
        {
            try
            {
                connection ??= SqliteConnection.Open(options.Path, SqliteAccess.Write, options.BusyTimeout);
                connection.Checkpoint();
            }
            catch (StoreUnavailableException)
            {
                // The writer tries all of it by itself then.
            }

            lock (_gate)
            {
                (_bulkWanted, _bulkMoved) = (false, true);
                Monitor.PulseAll(_gate);
            }
        }

        connection?.Dispose();
    }

    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (!_bulkWanted && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            return !_isClosed;
        }
    }
}
