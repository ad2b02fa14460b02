namespace Dispatch.Tests.Integration.Harness;

/// <summary>The time of a cluster is real: nobody moves it.</summary>
public sealed partial class DispatchHost
{
    /// <summary>What must follow without anything else happening. How soon it does is measured by the load tests.</summary>
    public Task<T> Soon<T>(Task<T> awaited, string expected) =>
        Safety.Within(awaited, () => $"Expected: {expected}.\n{string.Join('\n', Log.Lines)}");
}
