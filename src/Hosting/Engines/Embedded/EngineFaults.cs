namespace Dispatch.Hosting;

/// <summary>What the engine throws when a call did not reach its grain, or its answer did not come back.</summary>
public static class EngineFaults
{
    /// <summary>Whether the fault is the engine's: the call may or may not have run.</summary>
    public static bool IsUnanswered(Exception fault) => fault is TimeoutException;
}
