namespace Dispatch.Engine;

/// <summary>A timer of one activation. Disposing it stops it; a tick that has begun ends.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Moves the next tick. <see cref="Timeout.InfiniteTimeSpan"/> as due time pauses the timer.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
