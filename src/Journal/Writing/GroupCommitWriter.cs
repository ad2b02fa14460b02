using Microsoft.Extensions.Logging;

namespace Dispatch.Journal.Writing;

/// <summary>
/// The one writer of a process. Appends queue up while a transaction commits, and share the next one: throughput grows
/// with load and latency stays near one sync of the disk. It waits for more to come only as <see cref="LingerRule"/> says.
/// </summary>
internal sealed partial class GroupCommitWriter : IStoreHealth, IAsyncDisposable
{
    private const string Stuck = "The store did not answer in time.";
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(250);

    private readonly JournalOptions _options;
    private readonly WriteQueue _queue;
    private readonly WriterCounters _counters = new();
    private readonly Func<BatchExecutor> _newExecutor;
    private readonly ICallWatch? _watch;
    private readonly Lock _handover = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BatchExecutor _executor;
    private List<WriteItem> _inHand = [];
    private ITimer? _watchTimer;
    private ITimer? _cleanUpTimer;
    private ITimer? _probeTimer;
    private int _started;
    private volatile bool _cleanUpDue;
    private volatile bool _probeDue;
    private bool _wasAvailable = true;

    /// <param name="openSession">Called on the writer's thread.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The journal's clock.</param>
    /// <param name="logger">Hears when the store fails and recovers.</param>
    /// <param name="watch">Of a store whose calls may never return; null where they always do.</param>
    public GroupCommitWriter(
        Func<IWriteSession> openSession, JournalOptions options, TimeProvider time, ILogger logger, ICallWatch? watch = null)
    {
        _options = OptionsCheck.Checked(options);
        _queue = new WriteQueue(options, time);
        _newExecutor = () => new BatchExecutor(openSession, options, time, _counters);
        _executor = _newExecutor();
        _watch = watch;
        _time = time;
        _logger = logger;
    }

    /// <summary>Starts the thread; a second call changes nothing. What was queued before is written now.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            return;
        }

        _probeTimer = _time.CreateTimer(
            _ => SendErrand(probe: true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _cleanUpTimer = _time.CreateTimer(
            _ => SendErrand(probe: false), null, _options.CleanUpInterval, _options.CleanUpInterval);

        // A thread of its own: the store's calls block, and a blocked pool thread is one fewer for everybody.
        StartThread(_executor);
        if (_watch is not null)
        {
            _watchTimer = TimeProvider.System.CreateTimer(_ => GiveUpWhenStuck(), null, WatchPeriod, WatchPeriod);
        }
    }

    public Task<AppendResult> Append(AppendRequest request)
    {
        var item = new AppendItem(request);
        return Put(item) is { } refusal ? Task.FromException<AppendResult>(refusal) : item.Task;
    }

    /// <summary>Runs work of another kind in one of the transactions, perhaps again after a rollback.</summary>
    public Task<TResult> Run<TSession, TResult>(string subject, long bytes, Func<TSession, TResult> work)
        where TSession : IWriteSession
    {
        var item = new TransactionItem<TSession, TResult>(subject, bytes, work);
        return Put(item) is { } refusal ? Task.FromException<TResult>(refusal) : item.Task;
    }

    public StoreStatistics Read()
    {
        var (items, bytes) = _queue.Depth;
        return _counters.Read(items, bytes);
    }

    /// <summary>Writes what is queued, refuses what comes after, and closes the session.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ended.TrySetResult();
            _executor.Dispose();
        }

        await _ended.Task.ConfigureAwait(false);
        if (_watchTimer is not null)
        {
            await _watchTimer.DisposeAsync().ConfigureAwait(false);
        }

        if (_cleanUpTimer is not null)
        {
            await _cleanUpTimer.DisposeAsync().ConfigureAwait(false);
        }

        if (_probeTimer is not null)
        {
            await _probeTimer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private StoreUnavailableException? Put(WriteItem item)
    {
        switch (_queue.Put(item))
        {
            case QueueAnswer.Full:
                _counters.Rejected();
                return new StoreUnavailableException("The store is busy: too much is waiting to be written.");
            case QueueAnswer.Closed:
                return new StoreUnavailableException("The store is closed: the process is stopping.");
            default:
                return null;
        }
    }

    private void SendErrand(bool probe)
    {
        _probeDue |= probe;
        _cleanUpDue |= !probe;
        _queue.SendErrand();
    }

    private void StartThread(BatchExecutor executor) =>
        new Thread(() => Run(executor)) { IsBackground = true, Name = "journal-writer" }.Start();

    private void Run(BatchExecutor executor)
    {
        try
        {
            var batch = new List<WriteItem>(_options.BatchItems);
            var cleaning = false;
            while (!executor.IsGivenUp && _queue.Take(batch, wait: !cleaning))
            {
                if (batch.Count > 0)
                {
                    Execute(executor, batch);
                }

                if (!executor.IsGivenUp)
                {
                    cleaning = SeeToUpkeep(executor, cleaning);
                    WatchAvailability();
                }
            }
        }
        finally
        {
            executor.Dispose();
            if (!executor.IsGivenUp)
            {
                _ended.TrySetResult();
            }
        }
    }

    private void Execute(BatchExecutor executor, List<WriteItem> batch)
    {
        lock (_handover)
        {
            _inHand = batch;
        }

        executor.Execute(batch);
        lock (_handover)
        {
            if (!executor.IsGivenUp)
            {
                batch.Clear();
            }
        }
    }

    /// <summary>
    /// Leaves a thread that a call does not return to, and goes on with another one. What the call carries may take effect
    /// as long as it has not returned, so its callers hear that the outcome is unknown.
    /// </summary>
    private void GiveUpWhenStuck()
    {
        WriteItem[] inHand;
        lock (_handover)
        {
            if (!_watch!.IsStuck || _ended.Task.IsCompleted)
            {
                return;
            }

            inHand = [.. _inHand];
            _inHand = [];
            _executor.GiveUp();
            _watch.Forget();
            _executor = _newExecutor();
            _counters.Failed(Stuck);
            StartThread(_executor);
        }

        foreach (var item in inHand)
        {
            item.GiveUp(new AppendOutcomeUnknownException(Stuck));
        }
    }

    /// <returns>Whether the clean-up has more to do, after the next batch.</returns>
    private bool SeeToUpkeep(BatchExecutor executor, bool cleaning)
    {
        if (_probeDue)
        {
            _probeDue = false;
            if (!_counters.IsAvailable)
            {
                executor.Probe();
            }
        }

        cleaning |= _cleanUpDue;
        _cleanUpDue = false;
        return cleaning && executor.CleanUp();
    }

    // While nobody appends, only a probe notices that the store is well again.
    private void WatchAvailability()
    {
        var isAvailable = _counters.IsAvailable;
        if (isAvailable == _wasAvailable)
        {
            return;
        }

        _wasAvailable = isAvailable;
        var period = isAvailable ? Timeout.InfiniteTimeSpan : _options.ProbeInterval;
        _probeTimer?.Change(period, period);
        if (isAvailable)
        {
            LogRecovered();
        }
        else
        {
            LogUnavailable(_counters.Read(0, 0).LastError ?? "");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store does not take writes: {Error}")]
    private partial void LogUnavailable(string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store takes writes again.")]
    private partial void LogRecovered();
}
