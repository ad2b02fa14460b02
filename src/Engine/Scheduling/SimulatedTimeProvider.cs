namespace Dispatch.Engine.Embedded;

/// <summary>
/// A clock that moves only by hand. Timers fire on the moving thread, in the order of their due times, those of one
/// instant in the order in which they were armed. The wall clock can be set apart from the time that timers follow.
/// </summary>
public sealed class SimulatedTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly TimerHeap _armed = new();
    private readonly DateTimeOffset _start;

    // Written under the lock, in ticks. Read without it: the clock is read in every turn.
    private long _elapsed;
    private long _wallOffset;
    private long _armings;

    /// <param name="start">What the wall clock shows at first; 2026-01-01 UTC when not given.</param>
    public SimulatedTimeProvider(DateTimeOffset? start = null) =>
        _start = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToUniversalTime();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the clock was moved in all, wall clock jumps apart.</summary>
    public TimeSpan Elapsed => new(Volatile.Read(ref _elapsed));

    /// <summary>How far to advance until the next timer fires; null when none is armed.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _armed.Min is { } next ? next.Due - Elapsed : null;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        new(_start.Ticks + Volatile.Read(ref _elapsed) + Volatile.Read(ref _wallOffset), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    /// <summary>Moves time on and fires what falls due on the way, each timer at its own instant.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = Elapsed + by;
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            Volatile.Write(ref _elapsed, Math.Max(target.Ticks, _elapsed));
        }
    }

    /// <summary>Moves time on to the next timer and fires all that is due at that instant.</summary>
    /// <returns>False, and the clock stands, when no timer is armed.</returns>
    public bool AdvanceToNextDue()
    {
        if (NextDue is not { } until)
        {
            return false;
        }

        Advance(until);
        return true;
    }

    /// <summary>Sets the wall clock forward or, if negative, back. Timers and timestamps do not notice.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            Volatile.Write(ref _wallOffset, _wallOffset + by.Ticks);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Arm(SimulatedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            timer.Period = period;
            ArmNeedsLock(timer, dueTime);
        }
    }

    internal void Disarm(SimulatedTimer timer)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
        }
    }

    private SimulatedTimer? TakeDue(TimeSpan target)
    {
        lock (_gate)
        {
            if (_armed.Min is not { } next || next.Due > target)
            {
                return null;
            }

            _armed.Remove(next);
            Volatile.Write(ref _elapsed, next.Due.Ticks);
            if (next.Period > TimeSpan.Zero)
            {
                ArmNeedsLock(next, next.Period);
            }

            return next;
        }
    }

    private void ArmNeedsLock(SimulatedTimer timer, TimeSpan dueTime)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            timer.Due = Elapsed + dueTime;
            timer.Arming = ++_armings;
            _armed.Add(timer);
        }
    }
}
