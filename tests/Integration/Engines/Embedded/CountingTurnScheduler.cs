using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>The real scheduler, which also tells whether grains have something to do at this moment.</summary>
public sealed class CountingTurnScheduler : ITurnScheduler
{
    private readonly ThreadPoolTurnScheduler _inner = new();
    private long _scheduled;
    private long _run;

    public bool RunsInline => _inner.RunsInline;

    public int TurnsAtOnce => _inner.TurnsAtOnce;

    public SynchronizationContext? OutsideContext => _inner.OutsideContext;

    /// <summary>Batches of turns that were ever scheduled: grows with everything that grains do.</summary>
    public long Scheduled => Interlocked.Read(ref _scheduled);

    public bool IsIdle => Interlocked.Read(ref _run) == Scheduled;

    public void Schedule(IThreadPoolWorkItem source)
    {
        Interlocked.Increment(ref _scheduled);
        _inner.Schedule(new Counted(this, source));
    }

    private sealed class Counted(CountingTurnScheduler owner, IThreadPoolWorkItem source) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                source.Execute();
            }
            finally
            {
                Interlocked.Increment(ref owner._run);
            }
        }
    }
}
