namespace Dispatch.Engine.Embedded;

/// <summary>How an activation runs its turns, one at a time.</summary>
internal sealed partial class Activation
{
    /// <summary>Claims the right to run <paramref name="method"/> now, on the calling thread, if nothing is before it.</summary>
    public bool TryBeginInline(GrainMethod method)
    {
        lock (_turns)
        {
            if (_phase != ActivationPhase.Active || _claimed || !_turns.IsFree)
            {
                return false;
            }

            _claimed = true;
            _turns.Begin(method.Interleaves || grainClass.IsReentrant);
            return true;
        }
    }

    /// <summary>Runs the method's first turn after <see cref="TryBeginInline"/> and gives the claim back.</summary>
    /// <returns>The method's own task when it has completed, the task of a pending call otherwise.</returns>
    public Task RunInline(GrainMethod method, object?[] arguments)
    {
        using var turn = new TurnScope(this);
        var work = method.Invoke(_instance!, arguments);
        if (work.IsCompleted)
        {
            EndRunning(method.Interleaves || grainClass.IsReentrant, countsAsUse: true, work);
            GiveBackClaim();
            return work;
        }

        var call = method.NewCall(engine.CallContext, key, []);
        call.StartWaiting();
        call.Follow(this, work);
        GiveBackClaim();
        return call.Task;
    }

    /// <summary>Runs turns: the scheduler's entry.</summary>
    public void Execute()
    {
        using var scope = new TurnScope(this);
        for (var turn = 0; turn < engine.Scheduler.TurnsAtOnce; turn++)
        {
            if (!RunTurn())
            {
                return;
            }
        }

        GiveBackClaim();
    }

    /// <summary>A request has ended; runs in a turn.</summary>
    public void End(Request request, Task work) => EndRunning(request.Interleaves, request.CountsAsUse, work);

    private void EndRunning(bool interleaves, bool countsAsUse, Task work)
    {
        lock (_turns)
        {
            _turns.End(interleaves);
            if (countsAsUse)
            {
                _usedInQuantum = engine.Collector.Quantum;
            }
        }

        if (work.Exception?.InnerException is InconsistentStateException stale)
        {
            // What this activation believes is not what is stored: the next one reads it anew.
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, stale.Message));
        }
    }

    /// <summary>Runs one turn, or gives the claim back when there is none.</summary>
    private bool RunTurn()
    {
        (SendOrPostCallback? Callback, object? State) continuation = default;
        Request? request = null;
        ActivationPhase transition = default;
        lock (_turns)
        {
            if (_crashed || !HasTurnNeedsLock())
            {
                _claimed = false;
                NoticeQuietNeedsLock();
                return false;
            }

            if (_turns.HasContinuation)
            {
                continuation = _turns.TakeContinuation();
            }
            else if (_phase == ActivationPhase.Created || MustDeactivateNeedsLock())
            {
                transition = ++_phase;
            }
            else
            {
                request = _turns.TakeRequest();
            }
        }

        if (request is not null)
        {
            Begin(request);
        }
        else if (transition != default)
        {
            _ = transition == ActivationPhase.Activating ? Activate() : Deactivate();
        }
        else
        {
            RunContinuation(continuation.Callback!, continuation.State);
        }

        return true;
    }

    private void Begin(Request request)
    {
        if (request.IsAbandoned)
        {
            End(request, Task.CompletedTask);
        }
        else
        {
            request.Begin(this);
        }
    }

    private void RunContinuation(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
#pragma warning disable CA1031 // An async void method of a grain failed: nobody else can be told.
        catch (Exception exception)
        {
            EmbeddedEngine.LogTurnFailed(engine.Logger, grainClass.Name, key, exception);
        }
#pragma warning restore CA1031
    }

    private bool HasTurnNeedsLock() =>
        _turns.HasContinuation || _phase == ActivationPhase.Created || MustDeactivateNeedsLock()
        || ((_phase == ActivationPhase.Active || (_phase == ActivationPhase.Retiring && _runsOutMailbox)) && _turns.MayBegin);

    private bool ClaimNeedsLock()
    {
        if (_claimed || _crashed || !HasTurnNeedsLock())
        {
            return false;
        }

        _claimed = true;
        return true;
    }

    private bool Claim()
    {
        lock (_turns)
        {
            return ClaimNeedsLock();
        }
    }

    private void GiveBackClaim()
    {
        bool goesOn;
        lock (_turns)
        {
            _claimed = false;
            goesOn = ClaimNeedsLock();
            NoticeQuietNeedsLock();
        }

        ScheduleIf(goesOn);
    }

    private void ScheduleIf(bool claimed)
    {
        if (claimed)
        {
            engine.Scheduler.Schedule(this);
        }
    }
}
