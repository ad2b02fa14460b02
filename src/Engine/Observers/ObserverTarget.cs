namespace Dispatch.Engine.Embedded;

/// <summary>
/// The object behind an observer reference, held weakly, and the calls that wait for it. Calls run outside any grain,
/// one after the other.
/// </summary>
internal sealed class ObserverTarget(EmbeddedEngine engine, IGrainObserver observer, string name) : IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<Call> _waiting = new();
    private bool _claimed;
    private bool _isDeleted;

    public string Name => name;

    public void Send(Call call)
    {
        var isFull = false;
        lock (_waiting)
        {
            if (_waiting.Count >= engine.Options.MailboxLength)
            {
                isFull = true;
            }
            else
            {
                _waiting.Enqueue(call);
                if (_claimed)
                {
                    return;
                }

                _claimed = true;
            }
        }

        if (isFull)
        {
            engine.Statistics.CountOverload();
            call.Refuse(new LimitExceededException($"{engine.Options.MailboxLength} calls wait for {name} already."));
        }
        else
        {
            engine.Scheduler.Schedule(this);
        }
    }

    /// <summary>Refuses what waits and what will come.</summary>
    public void Delete()
    {
        lock (_waiting)
        {
            _isDeleted = true;
        }
    }

    public void Execute()
    {
        Call? call;
        bool isDeleted;
        lock (_waiting)
        {
            isDeleted = _isDeleted;
            if (engine.IsKilled || !_waiting.TryDequeue(out call))
            {
                _claimed = false;
                return;
            }
        }

        if (isDeleted || !_observer.TryGetTarget(out var target))
        {
            call.Refuse(new ObserverGoneException($"{name} is gone: the call did not run."));
            engine.Scheduler.Schedule(this);
            return;
        }

        if (call.IsAbandoned)
        {
            engine.Scheduler.Schedule(this);
            return;
        }

        Run(call, target);
    }

    private void Run(Call call, object target)
    {
        var callersContext = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(engine.Scheduler.OutsideContext);
        try
        {
            var work = call.Invoke(target);
            if (work.IsCompleted)
            {
                OnEnded(call, work);
            }
            else
            {
                work.GetAwaiter().UnsafeOnCompleted(() => OnEnded(call, work));
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(callersContext);
        }
    }

    private void OnEnded(Call call, Task work)
    {
        if (engine.IsKilled)
        {
            return;
        }

        call.Answer(work);
        engine.Scheduler.Schedule(this);
    }
}
