namespace Dispatch.Engine;

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> to start paused.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Between the end of a tick and the next; <see cref="Timeout.InfiniteTimeSpan"/> for one tick only.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick may run while a call is running. Default false: a tick waits as a call does.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as use and so keeps the activation from idle collection. Default false.</summary>
    public bool KeepAlive { get; init; }
}
