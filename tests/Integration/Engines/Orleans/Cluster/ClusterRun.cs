using System.Security.Cryptography;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Silo;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>Silos and API nodes as processes of their own on one PostgreSQL database, which they find empty.</summary>
public sealed class ClusterRun : IAsyncDisposable
{
    /// <summary>How long a test waits for what a cluster must do: many processes share what one has elsewhere.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-cluster-").FullName;
    private readonly Dictionary<string, string> _environment;
    private readonly List<ClusterMember> _silos = [];
    private readonly List<ClusterMember> _nodes = [];
    private int _next;

    private ClusterRun(string store) => _environment = new Dictionary<string, string>
    {
        ["Dispatch__Store"] = store,
        ["Dispatch__OperatorToken"] = OperatorToken,
        ["Dispatch__MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),

        // A busy machine that runs tests is slow enough to be called overloaded.
        ["Dispatch__Admission__Enabled"] = "false",
    };

    public string OperatorToken { get; } = "ot_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public IReadOnlyList<ClusterMember> Silos => _silos;

    public IReadOnlyList<ClusterMember> Nodes => _nodes;

    /// <summary>What all processes wrote that still run.</summary>
    public string Output => string.Join("\n--\n", _silos.Concat(_nodes).Select(m => m.Output));

    public static async Task<ClusterRun> Start(string store, int silos, int nodes)
    {
        var run = new ClusterRun(store);

        // The first applies the schema; together they would only wait for it.
        for (var i = 0; i < silos; i++)
        {
            await run.AddSilo();
        }

        for (var i = 0; i < nodes; i++)
        {
            await run.AddNode();
        }

        return run;
    }

    /// <summary>A cluster of one process with grains and sockets, beside what runs already: the same store, and none of its silos.</summary>
    public Task<ClusterMember> AddStranger() => Add(
        _nodes,
        typeof(Dispatch.Api.DispatchServer).Assembly.Location,
        "Dispatch listens on ",
        ["--port", "0", .. EngineArguments.New()]);

    public Task<ClusterMember> AddSilo() => Add(
        _silos, typeof(SiloServer).Assembly.Location, "  ready      ", [.. ClusterSettings.OwnPorts]);

    /// <summary>An API node: in turn one that hosts grains, too, and one that is a client of the silos alone.</summary>
    public Task<ClusterMember> AddNode() => Add(
        _nodes,
        typeof(Dispatch.Api.DispatchServer).Assembly.Location,
        "Dispatch listens on ",
        _nodes.Count % 2 == 0 ? ["--port", "0", "--silo", .. ClusterSettings.OwnPorts] : ["--port", "0"]);

    public DispatchApi OperatorAt(ClusterMember node) => new(node.Http, OperatorToken);

    /// <summary>An API node that runs: another one each time.</summary>
    public Task<ServerAddress> Up()
    {
        var running = _nodes.Where(n => n.IsRunning).ToList();
        var node = running[(int)((uint)Interlocked.Increment(ref _next) % (uint)running.Count)];
        return Task.FromResult(new ServerAddress(node.Address, OperatorAt(node)));
    }

    /// <summary>Waits until a silo or node was taken for dead by the others. Whoever holds no state of those that are asked for may
    /// be silent unnoticed until then.</summary>
    public async Task AnyTakenForDead()
    {
        using var store = new PostgresStoreReading(_environment["Dispatch__Store"]);
        var since = TimeProvider.System.GetTimestamp();
        while (store.Rows($"SELECT 1 FROM OrleansMembershipTable WHERE Status = {(int)SiloStatus.Dead}").Count == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Limit, $"Nobody was taken for dead:\n{Output}");
            await Task.Delay(Poll, TimeProvider.System);
        }
    }

    /// <summary>Stops everything; each must end well.</summary>
    public async Task Stop()
    {
        foreach (var members in (List<ClusterMember>[])[_nodes, _silos])
        {
            var drains = await Task.WhenAll(members.Where(m => m.IsRunning).Select(m => m.Drain()));
            Assert.All(drains, drain => Assert.Equal(0, drain.Code));
        }
    }

    public async Task<ClinicCreated> AddClinic() => (await (await Up()).Operator.CreateClinic(Samples.Clinic())).Required();

    public async Task<IReadOnlyList<ProviderCreated>> AddProviders(int count, params string[] states) =>
        (await (await Up()).Operator.CreateProviders([.. Enumerable.Range(0, count).Select(_ => Samples.Provider(states))])).Required();

    public async ValueTask DisposeAsync()
    {
        // Shown with tests that fail only.
        TestContext.Current.TestOutputHelper?.WriteLine(Output);
        foreach (var member in _nodes.Concat(_silos))
        {
            await member.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<ClusterMember> Add(List<ClusterMember> members, string assembly, string address, IReadOnlyList<string> arguments)
    {
        var member = await ClusterMember.Start(assembly, _folder, _environment, address, arguments);
        members.Add(member);
        return member;
    }
}
