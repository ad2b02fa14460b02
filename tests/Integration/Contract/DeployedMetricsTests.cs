using System.Text.RegularExpressions;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Dashboards, alert rules and autoscalers name only metrics that processes have.</summary>
public sealed partial class DeployedMetricsTests(ContractServer server) : IClassFixture<ContractServer>
{
    // Of a cluster's processes only, and of one that hosts grains itself only.
    private const string OfClusters = "dispatch_cluster_";
    private const string OfEmbedded = "dispatch_engine_";

    [Fact]
    public async Task EveryMetricNamed_InDeploy_IsServed()
    {
        var text = await server.Host.Http.GetStringAsync("/metrics");
        var served = Family().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        var isCluster = served.Any(name => name.StartsWith(OfClusters, StringComparison.Ordinal));
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "deploy"), "*", SearchOption.AllDirectories);
        var named = files.SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(m => m.Value)).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(
            named.Where(name => !name.StartsWith(isCluster ? OfEmbedded : OfClusters, StringComparison.Ordinal)),
            name => Assert.Contains(Suffix().Replace(name, ""), served.Select(s => Suffix().Replace(s, ""))));
    }

    [GeneratedRegex("# TYPE ([a-z_]+) ")]
    private static partial Regex Family();

    [GeneratedRegex("\\b(dispatch|process)_[a-z_]+")]
    private static partial Regex Name();

    // Of histograms' samples.
    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
