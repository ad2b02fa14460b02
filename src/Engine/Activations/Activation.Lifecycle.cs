namespace Dispatch.Engine.Embedded;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    /// <inheritdoc/>
    public void Deactivate(DeactivationReason reason) => Retire(reason, runsOutMailbox: false, runsInline: false);

    /// <inheritdoc/>
    public void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (_turns)
        {
            _keptUntilQuantum = timeSpan == Timeout.InfiniteTimeSpan
                ? int.MaxValue
                : engine.Collector.QuantumAfter(timeSpan);
        }
    }

    /// <summary>Ends the activation when it has not been used since <paramref name="quantum"/> and nothing runs.</summary>
    /// <param name="quantum">The last quantum whose use no longer counts.</param>
    /// <param name="reason">What <c>OnDeactivateAsync</c> is told.</param>
    /// <param name="isRetired">Whether this call has told it to end.</param>
    /// <returns>The quantum in which to look again; null when it has ended.</returns>
    public int? RetireIfUnusedSince(int quantum, DeactivationReason reason, out bool isRetired)
    {
        var now = engine.Collector.Quantum;
        isRetired = false;
        lock (_turns)
        {
            if (_phase >= ActivationPhase.Retiring)
            {
                return _phase == ActivationPhase.Ended ? null : now + 1;
            }

            var isInUse = _claimed || _phase != ActivationPhase.Active || !_turns.NothingRuns || _turns.WaitingCount > 0;
            var used = isInUse ? now : _usedInQuantum;
            if (used > quantum || _keptUntilQuantum > now)
            {
                // Not only when it is kept no longer: until then somebody may say that it need not be kept any more.
                var idleQuanta = engine.Collector.IdleQuanta;
                return Math.Max(used + idleQuanta, Math.Min(_keptUntilQuantum, now + idleQuanta));
            }
        }

        isRetired = true;
        Retire(reason, runsOutMailbox: false, engine.Scheduler.RunsInline);
        return WhenEnded().IsCompleted ? null : now + 1;
    }

    /// <summary>Ends the activation once nothing runs.</summary>
    /// <param name="reason">What <c>OnDeactivateAsync</c> is told.</param>
    /// <param name="runsOutMailbox">Whether waiting calls still run here, rather than in the next activation.</param>
    /// <param name="runsInline">Whether the calling thread may run the turns.</param>
    public void Retire(DeactivationReason reason, bool runsOutMailbox, bool runsInline)
    {
        bool claimed;
        lock (_turns)
        {
            if (_phase > ActivationPhase.Retiring)
            {
                return;
            }

            _retirement ??= reason;
            _runsOutMailbox |= runsOutMailbox;
            if (_phase == ActivationPhase.Active)
            {
                _phase = ActivationPhase.Retiring;
            }

            claimed = ClaimNeedsLock();
        }

        if (claimed && runsInline)
        {
            Execute();
        }
        else
        {
            ScheduleIf(claimed);
        }
    }

    /// <summary>Completes when the activation has ended.</summary>
    public Task WhenEnded()
    {
        lock (_turns)
        {
            return _phase == ActivationPhase.Ended
                ? Task.CompletedTask
                : (_ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Completes when no call runs or waits here, at this moment or a later one.</summary>
    public Task WhenQuiet()
    {
        lock (_turns)
        {
            return IsQuietNeedsLock()
                ? Task.CompletedTask
                : (_quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Drops the activation as the death of its process would: nothing of it runs any more, nobody is told.</summary>
    public void Crash()
    {
        TaskCompletionSource? ended;
        lock (_turns)
        {
            // Set also when it has ended: code that it left behind must not go on in a process that is dead.
            _crashed = true;
            _turns.Clear();
            if (_phase == ActivationPhase.Ended)
            {
                return;
            }

            ended = EndNeedsLock(next: null);
        }

        StopTimers();
        ended?.TrySetResult();
    }

    private async Task Activate()
    {
        using var cancellation = new CancellationTokenSource();
        var patience = new CancellationDeadline(cancellation);
        try
        {
            var work = ConstructAndActivate(cancellation.Token);
            if (!work.IsCompleted)
            {
                engine.Deadlines.Add(patience, engine.Options.ActivationTimeout);
            }

            await work;
        }
#pragma warning disable CA1031 // The calls that waited receive it.
        catch (Exception exception)
        {
            FailToActivate(exception);
            return;
        }
#pragma warning restore CA1031
        finally
        {
            engine.Deadlines.Remove(patience);
        }

        lock (_turns)
        {
            if (_phase == ActivationPhase.Activating)
            {
                _phase = _retirement is null ? ActivationPhase.Active : ActivationPhase.Retiring;
            }
        }
    }

    private async Task ConstructAndActivate(CancellationToken cancellationToken)
    {
        var (grain, states) = grainClass.Construct(this);
        _instance = grain;
        foreach (var state in states)
        {
            await state.ReadStateAsync();
        }

        await grain.OnActivateAsync(cancellationToken);
    }

    private void FailToActivate(Exception reason)
    {
        EmbeddedEngine.LogActivationFailed(engine.Logger, grainClass.Name, key, reason);
        List<Request> waiting;
        TaskCompletionSource? ended;
        lock (_turns)
        {
            if (_phase == ActivationPhase.Ended)
            {
                return;
            }

            waiting = _turns.TakeWaiting();
            ended = EndNeedsLock(next: null);
        }

        StopTimers();
        foreach (var request in waiting)
        {
            request.Refuse(reason);
        }

        ended?.TrySetResult();
    }

    private async Task Deactivate()
    {
        StopTimers();
        using var cancellation = new CancellationTokenSource();
        var patience = new CancellationDeadline(cancellation, FinishDeactivation);
        try
        {
            var work = ((IGrainBase)_instance!).OnDeactivateAsync(_retirement!.Value, cancellation.Token);
            if (!work.IsCompleted)
            {
                engine.Deadlines.Add(patience, engine.Options.DeactivationTimeout);
            }

            await work;
        }
#pragma warning disable CA1031 // The activation ends all the same; nobody waits for its reasons.
        catch (Exception exception)
        {
            EmbeddedEngine.LogDeactivationFailed(engine.Logger, grainClass.Name, key, exception);
        }
#pragma warning restore CA1031
        finally
        {
            engine.Deadlines.Remove(patience);
        }

        FinishDeactivation();
    }

    private void FinishDeactivation()
    {
        List<Request> waiting;
        TaskCompletionSource? ended;
        Activation? next = null;
        lock (_turns)
        {
            if (_phase == ActivationPhase.Ended)
            {
                return;
            }

            waiting = _turns.TakeWaiting().FindAll(static request => request.OutlivesActivation);
            // The next activation takes the key and the calls in one step: nobody who comes later overtakes them.
            next = waiting.Count > 0 ? engine.NewSuccessor(grainClass, key) : null;
            next?.Inherit(waiting);
            ended = EndNeedsLock(next);
        }

        if (next is not null)
        {
            engine.Collector.Track(next);
            next.ScheduleIf(next.Claim());
        }
        else
        {
            foreach (var request in waiting)
            {
                request.Refuse(new EngineStoppedException());
            }
        }

        ended?.TrySetResult();
    }

    /// <summary>Takes over waiting calls; nobody else knows of this activation yet.</summary>
    private void Inherit(List<Request> waiting)
    {
        foreach (var request in waiting)
        {
            var call = (Call)request;
            call.Address(this);
            if (++call.Reroutes <= Call.ReroutesMax)
            {
                _turns.Add(call);
            }
            else
            {
                call.Refuse(new InvalidOperationException(
                    $"{call.Reroutes} activations of {this} in a row ended before the call could begin."));
            }
        }
    }

    private TaskCompletionSource? EndNeedsLock(Activation? next)
    {
        _phase = ActivationPhase.Ended;
        NoticeQuietNeedsLock();
        grainClass.Directory.Replace(this, next);
        engine.Collector.Forget(this);
        engine.Statistics.CountActivationEnded();
        return _ended;
    }

    private void StopTimers()
    {
        List<GrainTimer> timers;
        lock (_turns)
        {
            timers = _timers is null ? [] : [.. _timers];
            _timers = null;
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    private bool MustDeactivateNeedsLock() =>
        _phase == ActivationPhase.Retiring && _turns.NothingRuns && (!_runsOutMailbox || _turns.WaitingCount == 0);

    private void NoticeQuietNeedsLock()
    {
        if (_quiet is not null && IsQuietNeedsLock())
        {
            // Its continuations run elsewhere, so the lock may be held.
            _quiet.TrySetResult();
            _quiet = null;
        }
    }

    private bool IsQuietNeedsLock() =>
        _phase == ActivationPhase.Ended || (!_claimed && _turns.NothingRuns && _turns.WaitingCount == 0);
}
