namespace Dispatch.Engine.Embedded;

/// <summary>
/// Decides when and where turns run. A source that was scheduled once has its <c>Execute</c> called once; a source
/// never schedules itself a second time before that.
/// </summary>
public interface ITurnScheduler
{
    /// <summary>Whether a caller outside any grain may run a turn of an idle grain on its own thread.</summary>
    bool RunsInline { get; }

    /// <summary>How many turns of one source run before the next source gets its chance.</summary>
    int TurnsAtOnce { get; }

    /// <summary>Where code outside any grain continues after an await; null leaves it to the thread pool.</summary>
    SynchronizationContext? OutsideContext { get; }

    /// <summary>Runs <paramref name="source"/> soon. Never runs it before returning.</summary>
    void Schedule(IThreadPoolWorkItem source);
}
