namespace Dispatch.Engine.Embedded;

/// <summary>A timer of a <see cref="SimulatedTimeProvider"/>, whose lock guards the mutable members.</summary>
internal sealed class SimulatedTimer(SimulatedTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    /// <summary>The place of a timer that is not armed.</summary>
    public const int Nowhere = -1;

    private bool _disposed;

    public TimeSpan Due { get; set; }

    public TimeSpan Period { get; set; }

    /// <summary>Breaks ties: the count of armings on this clock when this timer was armed last.</summary>
    public long Arming { get; set; }

    /// <summary>Where the clock's heap has it.</summary>
    public int Place { get; set; } = Nowhere;

    public bool FiresBefore(SimulatedTimer other) => Due != other.Due ? Due < other.Due : Arming < other.Arming;

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        clock.Arm(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
