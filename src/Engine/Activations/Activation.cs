namespace Dispatch.Engine.Embedded;

/// <summary>
/// One grain in memory: its mailbox, its turns and its life. It is the synchronization context of the grain's code,
/// so whatever the grain awaits, awaited by its caller or not, continues as a turn of the grain.
/// </summary>
internal sealed class Activation(EmbeddedEngine engine, GrainClass grainClass, string key, long number)
    : SynchronizationContext, IGrainContext, IThreadPoolWorkItem
{
    // Also the lock that guards every mutable member below.
    private readonly TurnQueue _turns = new();
    private ActivationPhase _phase;

    // A turn runs, or the scheduler is going to run one: the one right to run turns is given away.
    private bool _claimed;
    private bool _crashed;
    private bool _runsOutMailbox;
    private int _usedInQuantum = engine.Collector.Quantum;
    private int _keptUntilQuantum = int.MinValue;
    private DeactivationReason? _retirement;
    private object? _instance;
    private List<GrainTimer>? _timers;
    private TaskCompletionSource? _ended;
    private TaskCompletionSource? _quiet;

    /// <summary>The how-manieth activation of its engine: a total order that does not depend on hashes.</summary>
    public long Number => number;

    public string Key => key;

    public bool IsReentrant => grainClass.IsReentrant;

    public object Instance => _instance!;

    public EmbeddedEngine Engine => engine;

    public GrainClass Class => grainClass;

    public IServiceProvider ActivationServices => engine.Services;

    public IGrainFactory GrainFactory => engine;

    public override string ToString() => $"{grainClass.Name}/{key}";

    public override SynchronizationContext CreateCopy() => this;

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A grain's turn never waits for another.");

    public override void Post(SendOrPostCallback d, object? state)
    {
        bool claimed;
        lock (_turns)
        {
            if (_crashed)
            {
                return;
            }

            _turns.AddContinuation(d, state);
            claimed = ClaimNeedsLock();
        }

        ScheduleIf(claimed);
    }

    /// <summary>Puts a call into the mailbox.</summary>
    /// <param name="call">Refused here when the mailbox is full.</param>
    /// <param name="runsInline">Whether the caller's thread may run the turns that this makes possible.</param>
    /// <returns>False when this activation has ended and the directory has another answer.</returns>
    public bool Offer(Call call, bool runsInline)
    {
        bool claimed;
        var isFull = false;
        lock (_turns)
        {
            if (_phase == ActivationPhase.Ended)
            {
                return false;
            }

            isFull = _turns.WaitingCount >= engine.Options.MailboxLength;
            if (!isFull)
            {
                call.Address(this);
                _turns.Add(call);
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

        if (isFull)
        {
            engine.Statistics.CountOverload();
            call.Refuse(new LimitExceededException(
                $"{engine.Options.MailboxLength} calls wait for {this} already: the call was refused."));
        }

        return true;
    }

    /// <summary>Puts a timer's tick into the mailbox. Ticks are bounded by the number of timers.</summary>
    public void Offer(GrainTimer tick)
    {
        bool claimed;
        lock (_turns)
        {
            if (_phase > ActivationPhase.Active)
            {
                return;
            }

            _turns.Add(tick);
            claimed = ClaimNeedsLock();
        }

        ScheduleIf(claimed);
    }

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

    /// <inheritdoc/>
    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (_turns)
        {
            if (_phase is ActivationPhase.Created or > ActivationPhase.Retiring)
            {
                throw new InvalidOperationException($"{this} is not active: it cannot have a timer.");
            }

            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_turns)
        {
            _timers?.Remove(timer);
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
                return Math.Max(used + engine.Collector.IdleQuanta, _keptUntilQuantum);
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

    private bool HasTurnNeedsLock() =>
        _turns.HasContinuation || _phase == ActivationPhase.Created || MustDeactivateNeedsLock()
        || ((_phase == ActivationPhase.Active || (_phase == ActivationPhase.Retiring && _runsOutMailbox)) && _turns.MayBegin);

    private bool MustDeactivateNeedsLock() =>
        _phase == ActivationPhase.Retiring && _turns.NothingRuns && (!_runsOutMailbox || _turns.WaitingCount == 0);

    private bool ClaimNeedsLock()
    {
        if (_claimed || _crashed || !HasTurnNeedsLock())
        {
            return false;
        }

        _claimed = true;
        return true;
    }

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
