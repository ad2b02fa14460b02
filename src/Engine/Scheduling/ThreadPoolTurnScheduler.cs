namespace Dispatch.Engine.Embedded;

/// <summary>The real scheduler: turns run on the thread pool, those of different grains in parallel.</summary>
public sealed class ThreadPoolTurnScheduler : ITurnScheduler
{
    /// <inheritdoc/>
    public bool RunsInline => true;

    /// <inheritdoc/>
    public int TurnsAtOnce => 32;

    /// <inheritdoc/>
    public SynchronizationContext? OutsideContext => null;

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem source) =>
        // The shared queue is first in, first out: two grains that call each other cannot keep a third one waiting.
        ThreadPool.UnsafeQueueUserWorkItem(source, preferLocal: false);
}
