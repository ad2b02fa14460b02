namespace Dispatch.Tests.Integration.Faults.Support;

/// <summary>Real time, of which somebody may set the wall clock. Timers and timestamps do not notice, as with the system's.</summary>
internal sealed class SettableWallClock : TimeProvider
{
    private long _offset;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the wall clock forward or, if negative, back.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
