namespace Dispatch.Tests.Simulation;

/// <summary>The production grains under the rules of dispatch. <c>DISPATCH_SEED=n</c> replays one seed.</summary>
public sealed class SimulationTests
{
    private const int HistoryShown = 30;
    private const int SeedsWithoutFaults = 30;
    private const int SeedsWithFaults = 60;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Replay_SameSeed_SameHistory()
    {
        var once = await HistoryOf(7);
        var again = await HistoryOf(7);
        var another = await HistoryOf(8);

        Assert.Contains(once, line => line.Contains("consult.completed", StringComparison.Ordinal));
        Assert.Equal(once, again);
        Assert.NotEqual(once, another);
    }

    [Fact]
    public Task Rules_ManySeedsWithoutFaults_Hold() => Explore(SeedsWithoutFaults, withFaults: false);

    [Fact]
    public Task Rules_ManySeedsWithFaults_Hold() => Explore(SeedsWithFaults, withFaults: true);

    private static async Task Explore(int count, bool withFaults)
    {
        foreach (var seed in Seeds(count))
        {
            await using var world = new World(new Scenario(seed, Length, withFaults));
            if (world.Run() is { } finding)
            {
                Assert.Fail(Describe(world, finding));
            }
        }
    }

    private static IEnumerable<int> Seeds(int count) =>
        Environment.GetEnvironmentVariable("DISPATCH_SEED") is { Length: > 0 } seed
            ? [int.Parse(seed)]
            : Enumerable.Range(1, count);

    private static async Task<IReadOnlyList<string>> HistoryOf(int seed)
    {
        await using var world = new World(new Scenario(seed, Length, WithFaults: true));
        world.Run();
        return world.History.Lines;
    }

    private static string Describe(World world, Finding finding)
    {
        var test = world.Scenario.WithFaults ? nameof(Rules_ManySeedsWithFaults_Hold) : nameof(Rules_ManySeedsWithoutFaults_Hold);
        return $"""
            {finding.Rule} is broken at step {finding.Step} of seed {world.Scenario.Seed}: {finding.About}
            {finding.What}
            Replay: DISPATCH_SEED={world.Scenario.Seed} dotnet run --project tests/Simulation -- -method "*.{test}"
            Of those concerned:
            {Lines(world.History.Lines.Where(line => finding.About.Split(' ').Any(id => line.Contains(id, StringComparison.Ordinal))))}
            Last of all:
            {Lines(world.History.Lines)}
            """;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.TakeLast(HistoryShown));
}
