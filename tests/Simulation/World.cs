using Dispatch.Domain.Ids;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Simulation.Checks;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Simulation;

/// <summary>A node, its clinics, providers and misfortunes, run step by step to the end of everything.</summary>
internal sealed class World : IAsyncDisposable
{
    private const long StepsMax = 20_000_000;
    private readonly List<Node> _nodes = [];

    public World(Scenario scenario)
    {
        Scenario = scenario;
        Chance = new Chance(scenario.Seed);
        Scheduler = new SteppedTurnScheduler(scenario.Seed);
        History = new History(Scheduler, Clock);
        Store = new SimulatedStore(Scheduler, Clock, Chance.Fork());
        Ids = new TypeIdSource(Clock, Chance.Fork());
        Checks = new RuleBook(this);
        Store.Journal.Recorded += Checks.Recorded;
        Providers = Population.Providers(this);
        Clinics = Population.Clinics(this);
    }

    public Scenario Scenario { get; }

    public Chance Chance { get; }

    public SteppedTurnScheduler Scheduler { get; }

    public SimulatedTimeProvider Clock { get; } = new(Scenario.Start);

    public History History { get; }

    public SimulatedStore Store { get; }

    public IIdSource Ids { get; }

    public RuleBook Checks { get; }

    public IReadOnlyList<SimulatedProvider> Providers { get; }

    public IReadOnlyList<SimulatedClinic> Clinics { get; }

    /// <summary>The running process; null between a death and the restart.</summary>
    public Node? Node { get; private set; }

    /// <summary>Whether clinics have stopped to ask and faults have stopped.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>The first rule that did not hold; null while all do.</summary>
    public Finding? Finding { get; private set; }

    public void Report(string rule, string about, string what) =>
        Finding ??= new Finding(rule, about, what, Scheduler.Steps);

    /// <summary>Runs until everything has ended, or a rule is broken.</summary>
    public Finding? Run()
    {
        StartNode();
        Start(Tick);
        foreach (var provider in Providers)
        {
            Start(provider.Live);
        }

        foreach (var clinic in Clinics)
        {
            Start(clinic.Live);
        }

        if (Scenario.WithOperator)
        {
            Start(new Operator(this, Chance.Fork()).Live);
        }

        if (Scenario.WithFaults)
        {
            Store.Faults.On = true;
            Start(new Misfortune(this, Chance.Fork()).Live);
        }

        RunUntil(Scenario.Length, static () => false);
        IsQuiet = true;
        Store.Faults.On = false;
        History.Add("world", "quiet");
        RunUntil(Scenario.Length + Scenario.Convergence, Checks.NothingIsOpen);
        Checks.End();
        return Finding;
    }

    public void StartNode()
    {
        Node = new Node(this, _nodes.Count + 1);
        _nodes.Add(Node);
        History.Add(Node.Name, "started");
        Start(new NodeKeeper(this, Node).Live);
    }

    public void KillNode()
    {
        History.Add(Node!.Name, "killed");
        Node.Kill();
        Node = null;
    }

    /// <summary>Runs code outside grains; what it throws is a finding.</summary>
    public void Start(Func<Task> code) => _ = Scheduler.Start(async () =>
    {
        try
        {
            await code();
        }
        catch (Exception exception)
        {
            Report("NoUnexpectedException", "client", exception.ToString());
        }
    });

    public Task Delay(TimeSpan by) => Task.Delay(by, Clock, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private void RunUntil(TimeSpan end, Func<bool> isDone)
    {
        while (Finding is null && !isDone())
        {
            if (Scheduler.Step())
            {
                Assert.True(Scheduler.Steps < StepsMax, "The simulation does not come to an end.");
            }
            else if (Clock.NextDue is { } next && Clock.Elapsed + next <= end)
            {
                Clock.AdvanceToNextDue();
            }
            else
            {
                return;
            }
        }
    }

    private async Task Tick()
    {
        while (true)
        {
            await Delay(RuleBook.TickInterval);
            Checks.Tick();
        }
    }
}
