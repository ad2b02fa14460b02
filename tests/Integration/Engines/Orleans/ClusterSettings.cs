namespace Dispatch.Tests.Integration.Harness;

/// <summary>Settings of silos that tests start.</summary>
public static class ClusterSettings
{
    /// <summary>Any free ports.</summary>
    public static IReadOnlyList<string> OwnPorts { get; } =
    [
        "--Dispatch:Cluster:SiloPort=0", "--Dispatch:Cluster:GatewayPort=0", "--Dispatch:Cluster:HealthPort=0",
    ];
}
