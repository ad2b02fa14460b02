namespace Dispatch.Tests.Integration.Harness;

/// <summary>What a server process needs on its command line to be a whole system by itself.</summary>
public static class EngineArguments
{
    /// <summary>A cluster of one, and each start another: it need not wait until a predecessor that was killed is taken for dead.</summary>
    public static IReadOnlyList<string> New() => ["--silo", $"--Dispatch:Cluster:Id={Guid.NewGuid():N}", .. ClusterSettings.OwnPorts];
}
