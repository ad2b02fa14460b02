namespace Dispatch.Engine.Embedded;

/// <summary>A timer of a <see cref="SimulatedTimeProvider"/>, whose lock guards the mutable members.</summary>
internal sealed class SimulatedTimer(SimulatedTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private bool _disposed;

    public static IComparer<SimulatedTimer> InFiringOrder { get; } = Comparer<SimulatedTimer>.Create(
        static (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Arming.CompareTo(b.Arming));

    public TimeSpan Due { get; set; }

    public TimeSpan Period { get; set; }

    /// <summary>Breaks ties: the count of armings on this clock when this timer was armed last.</summary>
    public long Arming { get; set; }

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
