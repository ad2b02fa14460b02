using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Tests.Integration.Contract.Support;
using YamlDotNet.RepresentationModel;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>What deploy/ gives to Kubernetes, compose and Prometheus: well-formed, whole, and about what the product serves.</summary>
public sealed partial class DeployedManifestTests(ContractServer server) : IClassFixture<ContractServer>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "deploy");

    private static readonly IReadOnlyList<YamlMappingNode> Manifests =
        [.. Directory.GetFiles(Path.Combine(Folder, "kubernetes"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Documents)];

    [Theory]
    [InlineData("dispatch-api", "Deployment")]
    [InlineData("dispatch-silo", "StatefulSet")]
    public void EachRole_HasItsWorkloadServiceBudgetScalerAndPolicy(string role, string workload)
    {
        var kinds = Manifests.Where(m => Text(m, "metadata", "name") == role).ToDictionary(m => Text(m, "kind")!);

        Assert.Equal(
            [.. new[] { "HorizontalPodAutoscaler", "NetworkPolicy", "PodDisruptionBudget", "Service", workload }.Order()], kinds.Keys.Order());
        var scaled = kinds["HorizontalPodAutoscaler"];
        Assert.Equal((workload, role), (Text(scaled, "spec", "scaleTargetRef", "kind"), Text(scaled, "spec", "scaleTargetRef", "name")));
        Assert.Contains(All(scaled, "metric"), metric => Text(metric, "name")!.StartsWith("dispatch_", StringComparison.Ordinal));
        foreach (var selector in (YamlNode?[])[
            At(kinds["Service"], "spec", "selector"),
            At(kinds["PodDisruptionBudget"], "spec", "selector", "matchLabels"),
            At(kinds["NetworkPolicy"], "spec", "podSelector", "matchLabels"),
            At(kinds[workload], "spec", "selector", "matchLabels"),
            At(kinds[workload], "spec", "template", "metadata", "labels")])
        {
            Assert.Equal(role, Text(selector, "app"));
        }
    }

    [Fact]
    public async Task EveryProbe_AsksForWhatIsServed()
    {
        var probes = Manifests.SelectMany(m => new[] { "startupProbe", "readinessProbe", "livenessProbe" }.SelectMany(probe => All(m, probe))).ToList();

        Assert.Equal(6, probes.Count);
        foreach (var path in probes.Select(p => Text(p, "httpGet", "path")).Distinct())
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Host.Http.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public void EveryProbe_AsksAtAPortThatItsContainerNames()
    {
        foreach (var container in Manifests.SelectMany(m => All(m, "containers")).SelectMany(list => (YamlSequenceNode)list))
        {
            var ports = ((YamlSequenceNode)At(container, "ports")!).Select(port => Text(port, "name")).ToList();
            Assert.All(All(container, "httpGet"), probe => Assert.Contains(Text(probe, "port"), ports));
        }
    }

    [Fact]
    public void Compose_BuildsThreeSilosAndTwoNodesOnOneStore()
    {
        var services = (YamlMappingNode)At(Assert.Single(Documents(Path.Combine(Folder, "compose.yaml"))), "services")!;

        Assert.Equal(
            ["api-1", "api-2", "postgres", "proxy-1", "proxy-2", "silo-1", "silo-2", "silo-3"],
            services.Children.Keys.Select(key => ((YamlScalarNode)key).Value).Order());
    }

    [Fact]
    public async Task EveryLabelChosen_ByARuleOrAPanel_IsServedWithThatValue()
    {
        var served = await server.Host.Http.GetStringAsync("/metrics");
        var rules = All(Assert.Single(Documents(Path.Combine(Folder, "prometheus", "alerts.yaml"))), "expr").Select(rule => ((YamlScalarNode)rule).Value!);
        var panels = File.ReadAllText(Path.Combine(Folder, "grafana", "dispatch.json")).Replace("\\\"", "\"", StringComparison.Ordinal);
        var chosen = rules.Append(panels).SelectMany(text => Choice().Matches(text)).ToList();

        Assert.NotEmpty(chosen);
        Assert.All(chosen, choice => Assert.Matches(
            $"(?m)^{choice.Groups[1].Value}\\{{[^}}]*{Regex.Escape(choice.Groups[2].Value)}[^}}]*\\}} ", served));
    }

    [Fact]
    public void EveryAlert_SaysHowBadItIsAndWhereHelpIs()
    {
        var rules = All(Assert.Single(Documents(Path.Combine(Folder, "prometheus", "alerts.yaml"))), "rules").SelectMany(list => (YamlSequenceNode)list).ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            Assert.Contains(Text(rule, "labels", "severity"), (string[])["page", "warn"]);
            Assert.StartsWith("docs/operations.md, ", Text(rule, "annotations", "what"), StringComparison.Ordinal);
        });
    }

    private static IEnumerable<YamlMappingNode> Documents(string file)
    {
        using var reader = new StreamReader(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return [.. yaml.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static YamlNode? At(YamlNode? node, params IEnumerable<string> path) => path.Aggregate(
        node, (at, name) => at is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null);

    private static string? Text(YamlNode? node, params IEnumerable<string> path) => (At(node, path) as YamlScalarNode)?.Value;

    /// <summary>Whatever stands under the name, at any depth.</summary>
    private static IEnumerable<YamlNode> All(YamlNode node, string name) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(child =>
            child.Key is YamlScalarNode key && key.Value == name ? All(child.Value, name).Prepend(child.Value) : All(child.Value, name)),
        YamlSequenceNode list => list.SelectMany(item => All(item, name)),
        _ => [],
    };

    [GeneratedRegex("(dispatch_[a-z_]+)\\{([a-z]+=\"[a-zA-Z]+\")\\}")]
    private static partial Regex Choice();
}
