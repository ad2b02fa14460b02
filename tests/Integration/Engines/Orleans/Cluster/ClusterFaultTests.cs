using Dispatch.Tests.Postgres;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>Processes of a cluster that die, are stopped, freeze or are replaced while patients ask and providers serve.</summary>
[Collection("cluster")]
public sealed class ClusterFaultTests : IDisposable
{
    private const int Silos = 3;
    private const int Nodes = 2;

    /// <summary>Answered before each fault, and after the last.</summary>
    private const int Between = 60;

    /// <summary>What docs/operations.md promises; Kubernetes kills what takes much longer.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(15);

    private readonly string _store = SharedPostgres.NewDatabase();

    [Fact]
    public async Task Silo_ThatIsKilled_LosesAndDoublesNothing()
    {
        await using var cluster = await ClusterRun.Start(_store, Silos, Nodes);
        await using var load = await ClusterLoad.Start(cluster);
        await load.More(Between);
        await cluster.Silos[1].Kill9();
        await load.More(Between);
        await load.AssertNothingLostOrDoubled(_store);
    }

    [Fact]
    public async Task Silo_ThatIsTerminated_HandsOverAndEndsWithZero()
    {
        await using var cluster = await ClusterRun.Start(_store, Silos, Nodes);
        await using var load = await ClusterLoad.Start(cluster);
        await load.More(Between);
        await AssertDrains(cluster.Silos[1]);
        await load.More(Between);
        await load.AssertNothingLostOrDoubled(_store);
    }

    [Fact]
    public async Task AllProcesses_ReplacedOneAfterTheOther_LoseAndDoubleNothing()
    {
        await using var cluster = await ClusterRun.Start(_store, Silos, Nodes);
        await using var load = await ClusterLoad.Start(cluster);
        await load.More(Between);
        foreach (var old in cluster.Silos.ToList())
        {
            await cluster.AddSilo();
            await AssertDrains(old);
            await load.More(Between / 2);
        }

        foreach (var old in cluster.Nodes.ToList())
        {
            await cluster.AddNode();
            await AssertDrains(old);
            await load.More(Between / 2);
        }

        await load.AssertNothingLostOrDoubled(_store);
    }

    [Fact]
    public async Task Silo_ThatWasTakenForDead_WritesNothingLateWhenItGoesOn()
    {
        await using var cluster = await ClusterRun.Start(_store, Silos, Nodes);
        await using var load = await ClusterLoad.Start(cluster);
        await load.More(Between);
        var frozen = cluster.Silos[1];
        frozen.Freeze();
        await cluster.AnyTakenForDead();

        // What it holds lives elsewhere: the others serve all states.
        await load.More(2 * Between);
        frozen.Continue();
        await frozen.Ended();
        await load.More(Between);
        await load.AssertNothingLostOrDoubled(_store);
    }

    [Fact]
    public async Task TwoActivations_OfEveryConsultAndProvider_AssignOnceAndWithinCapacity()
    {
        // Two clusters on one store: each has its own activation of everything that the other has.
        await using var cluster = await ClusterRun.Start(_store, silos: 0, nodes: 0);
        await cluster.AddStranger();
        await cluster.AddStranger();
        await using var load = await ClusterLoad.Start(cluster, desksEach: Nodes);
        await load.More(3 * Between);
        await load.AssertNothingLostOrDoubled(_store);
    }

    [Fact]
    public async Task Postgres_RestartedUnderLoad_LosesAndDoublesNothing()
    {
        using var postgres = PostgresServer.Start();
        await using var cluster = await ClusterRun.Start(postgres.ConnectionString(), Silos, Nodes);
        await using var load = await ClusterLoad.Start(cluster);
        await load.More(Between);
        postgres.Crash();
        await Harness.Safety.Within(load.NextUnavailable(), () => $"Nobody heard 503:\n{cluster.Output}", ClusterRun.Limit);
        postgres.Boot();
        await load.More(Between);
        await load.AssertNothingLostOrDoubled(postgres.ConnectionString());
    }

    private static async Task AssertDrains(ClusterMember member)
    {
        var (code, took) = await member.Drain();
        var ended = $"Process {member.Id} ended with {code}, {took.TotalSeconds:0.0} s after SIGTERM.";
        TestContext.Current.TestOutputHelper?.WriteLine(ended);
        Assert.True(code == 0 && took < DrainLimit, $"{ended}\n{member.Output}");
    }

    public void Dispose() => SharedPostgres.Release(_store);
}
