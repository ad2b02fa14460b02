namespace Dispatch.Api.Admission;

/// <summary>How long work waits for a thread of the pool: each measurement queues one piece of work behind all others.</summary>
/// <param name="queue">Puts work behind all other.</param>
public sealed class SchedulingDelay(TimeProvider time, Action<IThreadPoolWorkItem> queue) : IDelaySource, IThreadPoolWorkItem
{
    private long _queuedAt;
    private long _delayTicks;
    private int _isQueued;

    public SchedulingDelay(TimeProvider time)
        : this(time, static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false))
    {
    }

    public TimeSpan Measure()
    {
        if (Interlocked.Exchange(ref _isQueued, 1) != 0)
        {
            // Still waiting: it is at least that.
            var waited = time.GetElapsedTime(Volatile.Read(ref _queuedAt));
            var last = TimeSpan.FromTicks(Volatile.Read(ref _delayTicks));
            return waited > last ? waited : last;
        }

        var measured = TimeSpan.FromTicks(Volatile.Read(ref _delayTicks));
        Volatile.Write(ref _queuedAt, time.GetTimestamp());
        queue(this);
        return measured;
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _delayTicks, time.GetElapsedTime(Volatile.Read(ref _queuedAt)).Ticks);
        Volatile.Write(ref _isQueued, 0);
    }
}
