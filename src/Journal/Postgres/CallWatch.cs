using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Watches the writer's calls to the server. Npgsql's own time-out is not enough: before it gives up, it asks the server to
/// cancel, and waits without limit for one that stands still.
/// </summary>
internal sealed class CallWatch(TimeSpan limit) : ICallWatch
{
    private const long Idle = 0;

    private long _startedAt = Idle;

    public bool IsStuck =>
        Volatile.Read(ref _startedAt) is not Idle and var startedAt && TimeProvider.System.GetElapsedTime(startedAt) > limit;

    /// <returns>For <see cref="End"/>.</returns>
    public long Begin()
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        Volatile.Write(ref _startedAt, startedAt);
        return startedAt;
    }

    /// <summary>A call that was given up ends late: another one may be under way.</summary>
    public void End(long call) => Interlocked.CompareExchange(ref _startedAt, Idle, call);

    public void Forget() => Volatile.Write(ref _startedAt, Idle);
}
