using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Engine.Embedded;

/// <summary>
/// The object behind an observer reference, held weakly, and the calls that wait for it. Calls run outside any grain,
/// in the order they came: each after the end of the one before, unless that one's method interleaves.
/// </summary>
internal sealed class ObserverTarget(EmbeddedEngine engine, IGrainObserver observer, string name) : IThreadPoolWorkItem
{
    /// <summary>Calls that run before the thread is given back.</summary>
    private const int CallsPerTurn = 64;

    // An observer that calls a grain, which calls an observer: the second one is scheduled, so that the stack stays flat.
    [ThreadStatic]
    private static bool _runsInline;

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
        else if (!engine.Scheduler.RunsInline || _runsInline)
        {
            engine.Scheduler.Schedule(this);
        }
        else
        {
            // Nothing is before it: the caller's thread is the nearest.
            _runsInline = true;
            try
            {
                Execute();
            }
            finally
            {
                _runsInline = false;
            }
        }
    }

    /// <summary>Refuses what waits and what will come.</summary>
    public void Delete()
    {
        lock (_waiting)
        {
            Volatile.Write(ref _isDeleted, true);
        }
    }

    public void Execute()
    {
        var callersContext = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(engine.Scheduler.OutsideContext);
        try
        {
            for (var ran = 0; ran < CallsPerTurn; ran++)
            {
                if (!TryTake(out var call))
                {
                    return;
                }

                if (!Run(call))
                {
                    return;
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(callersContext);
        }

        engine.Scheduler.Schedule(this);
    }

    private bool TryTake([NotNullWhen(true)] out Call? call)
    {
        lock (_waiting)
        {
            if (engine.IsKilled || !_waiting.TryDequeue(out call))
            {
                _claimed = false;
                call = null;
                return false;
            }

            return true;
        }
    }

    /// <returns>Whether the next call may begin: this one has ended, or lets others run beside it.</returns>
    private bool Run(Call call)
    {
        if (Volatile.Read(ref _isDeleted) || !_observer.TryGetTarget(out var target))
        {
            call.Refuse(new ObserverGoneException($"{name} is gone: the call did not run."));
            return true;
        }

        if (call.IsAbandoned)
        {
            return true;
        }

        var work = call.Invoke(target);
        if (work.IsCompleted)
        {
            Answer(call, work);
            return true;
        }

        if (call.Interleaves)
        {
            work.GetAwaiter().UnsafeOnCompleted(() => Answer(call, work));
            return true;
        }

        work.GetAwaiter().UnsafeOnCompleted(() =>
        {
            Answer(call, work);
            engine.Scheduler.Schedule(this);
        });
        return false;
    }

    private void Answer(Call call, Task work)
    {
        if (!engine.IsKilled)
        {
            call.Answer(work);
        }
    }
}
