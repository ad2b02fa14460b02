namespace Dispatch.LoadTests.Scenarios;

/// <summary>All scenarios by name.</summary>
public static class ScenarioList
{
    private static readonly IScenario[] All =
    [
        new SteadyScenario(),
        new RampScenario(),
        new BurstScenario(),
        new ReconnectScenario(),
        new SoakScenario(),
        new NoisyNeighbourScenario(),
        new OverloadScenario(),
        new SiloKillScenario(),
    ];

    public static IReadOnlySet<string> Names { get; } = All.Select(scenario => scenario.Name).ToHashSet();

    public static IScenario Get(string name) => All.Single(scenario => scenario.Name == name);
}
