namespace Dispatch.Engine.Embedded;

/// <summary>A timer of one activation. Its tick is a request like any other, so at most one of them exists at a time.</summary>
internal sealed class GrainTimer : Request, IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _clock;
    private TimeSpan _period;
    private TickState _state;
    private bool _tickIsCalledOff;
    private bool _fellDueMeanwhile;
    private bool _changedMeanwhile;
    private bool _disposed;
    private Task? _tick;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _clock = activation.Engine.Time.CreateTimer(
                static timer => ((GrainTimer)timer!).OnClock(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override bool Interleaves => _options.Interleave || _activation.IsReentrant;

    public override bool CountsAsUse => _options.KeepAlive;

    public override bool IsAbandoned => false;

    public override bool OutlivesActivation => false;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _period = period;
            // A tick that waits in the mailbox was asked for before: it is called off. One that runs ends.
            _tickIsCalledOff = _state == TickState.Waiting;
            _changedMeanwhile = _state != TickState.None;
            _fellDueMeanwhile = false;
            _clock.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _clock.Dispose();
        }

        _activation.Forget(this);
        _disposal.Cancel();
        _disposal.Dispose();
    }

    public override void Begin(Activation activation)
    {
        bool isCalledOff;
        lock (_gate)
        {
            isCalledOff = _disposed || _tickIsCalledOff;
            _state = TickState.Running;
            _tickIsCalledOff = false;
            _changedMeanwhile &= isCalledOff;
        }

        _tick = isCalledOff ? Task.CompletedTask : RunTick();
        if (_tick.IsCompleted)
        {
            OnTickEnded();
        }
        else
        {
            _tick.GetAwaiter().UnsafeOnCompleted(OnTickEnded);
        }
    }

    public override void Refuse(Exception reason)
    {
        // The activation that it belongs to did not come to life: it ends with it.
    }

    internal override void OnDue() => throw new InvalidOperationException("A tick has no deadline.");

    private Task RunTick()
    {
        try
        {
            return _callback(_disposal.Token);
        }
#pragma warning disable CA1031 // Logged with the failures of ticks that were asynchronous.
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
#pragma warning restore CA1031
    }

    private void OnClock()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_state != TickState.None)
            {
                _tickIsCalledOff = false;
                _fellDueMeanwhile = _state == TickState.Running;
                return;
            }

            _state = TickState.Waiting;
        }

        _activation.Offer(this);
    }

    private void OnTickEnded()
    {
        var tick = _tick!;
        _activation.End(this, tick);
        if (tick.Exception?.InnerException is { } failure)
        {
            EmbeddedEngine.LogTickFailed(_activation.Engine.Logger, _activation.Class.Name, _activation.Key, failure);
        }

        bool fallsDueAgain;
        lock (_gate)
        {
            _tick = null;
            fallsDueAgain = _fellDueMeanwhile && !_disposed;
            _fellDueMeanwhile = false;
            if (!fallsDueAgain && !_changedMeanwhile && !_disposed && _period != Timeout.InfiniteTimeSpan)
            {
                _clock.Change(_period, Timeout.InfiniteTimeSpan);
            }

            _state = fallsDueAgain ? TickState.Waiting : TickState.None;
        }

        if (fallsDueAgain)
        {
            _activation.Offer(this);
        }
    }

    private enum TickState
    {
        None,
        Waiting,
        Running,
    }
}
