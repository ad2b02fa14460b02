namespace Dispatch.Hosting;

/// <summary>What the engine throws when a call did not reach its grain, or its answer did not come back.</summary>
public static class EngineFaults
{
    /// <summary>Whether the fault is the engine's: the call may or may not have run.</summary>
    public static bool IsUnanswered(Exception fault) => fault is TimeoutException or IOException

        // A call that expires before it is known where its grain lives; callers hand no token of their own to grains.
        or OperationCanceledException
        || (fault is OrleansException && fault is not LimitExceededException);
}
