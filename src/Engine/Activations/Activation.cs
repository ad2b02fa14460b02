namespace Dispatch.Engine.Embedded;

/// <summary>
/// One grain in memory: its mailbox, its turns and its life. It is the synchronization context of the grain's code,
/// so whatever the grain awaits, awaited by its caller or not, continues as a turn of the grain.
/// </summary>
internal sealed partial class Activation(EmbeddedEngine engine, GrainClass grainClass, string key, long number)
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

    /// <summary>Read without its lock, so it may be about to become true; the collector's lock, which its end takes after this
    /// is set, makes it certain there.</summary>
    public bool HasEnded => _phase == ActivationPhase.Ended;

    /// <summary>The collector's, and guarded by its lock: where it stands in whose list.</summary>
    public (List<Activation> List, int Index)? Place { get; set; }

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
}
