using System.Collections.Immutable;
using Dispatch.Domain.States;
using Dispatch.Engine.Embedded;
using Dispatch.Journal;
using Dispatch.Tests.Simulation.Checks;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// Nodes over one store, clinics, providers and misfortunes, run step by step: a storm of faults, a calm with traffic, the
/// end of all that is open, and the sleep of all grains.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const long StepsAtOneInstantMax = 200_000;
    private static readonly TimeSpan SleepBy = TimeSpan.FromMinutes(6);
    private readonly Func<IJournal, Tables, IJournal> _decorate;
    private int _asked;

    /// <param name="decorate">Stands between grains and their journal; leaves it as it is when not given.</param>
    public World(Scenario scenario, Func<IJournal, Tables, IJournal>? decorate = null)
    {
        _decorate = decorate ?? (static (journal, _) => journal);
        Scenario = scenario;
        Chance = new Chance(scenario.Seed);
        States = Population.States(scenario);
        Storm = new Storm(scenario);
        Scheduler = new SteppedTurnScheduler(scenario.Seed);
        History = new History(Scheduler, Clock);
        Cluster = new Cluster(this, Chance.For("cluster"));
        Checks = new RuleBook(this);
        Tables.Recorded += Checks.Recorded;
        Providers = Population.Providers(this);
        Clinics = Population.Clinics(this);
    }

    public Scenario Scenario { get; }

    public Chance Chance { get; }

    public ImmutableArray<StateCode> States { get; }

    public Storm Storm { get; }

    public SteppedTurnScheduler Scheduler { get; }

    public SimulatedTimeProvider Clock { get; } = new(Scenario.Start);

    public History History { get; }

    public Tables Tables { get; } = new();

    public Cluster Cluster { get; }

    public RuleBook Checks { get; }

    public ImmutableArray<SimulatedProvider> Providers { get; }

    public ImmutableArray<SimulatedClinic> Clinics { get; }

    /// <summary>Whether faults have stopped.</summary>
    public bool IsCalm { get; private set; }

    /// <summary>Since when nothing goes wrong any more; null before.</summary>
    public TimeSpan? CalmSince { get; private set; }

    /// <summary>Whether clinics have stopped to ask.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether everything has ended and everybody leaves.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The first rule that did not hold; null while all do.</summary>
    public Finding? Finding { get; private set; }

    public IJournal Decorate(IJournal journal) => _decorate(journal, Tables);

    /// <summary>A node that somebody outside reaches; null when none runs.</summary>
    public Node? AnyNode(Chance chance) => Cluster.Alive.Count == 0 ? null : chance.Of(Cluster.Alive);

    public bool MayAskOnceMore() => _asked++ < Scenario.ConsultsMax;

    public void Report(string rule, string about, string what) =>
        Finding ??= new Finding(rule, about, what, Scheduler.Steps);

    /// <summary>Runs until everything has ended, or a rule is broken.</summary>
    public Finding? Run()
    {
        Begin();
        RunUntil(Scenario.Length, static () => false);
        Storm.End();
        IsCalm = true;
        CalmSince ??= Clock.Elapsed;
        History.Add("world", "calm");
        RunUntil(Scenario.Length + Scenario.Calm, static () => false);
        IsClosed = true;
        History.Add("world", "closed");
        RunUntilAllHasEnded();
        Checks.Ended();
        IsOver = true;
        foreach (var provider in Providers)
        {
            provider.Interrupt();
        }

        History.Add("world", "over");
        var sleep = Clock.Elapsed + SleepBy;
        RunUntil(sleep, () => Cluster.Alive.All(n => n.Engine.Statistics.Activations == 0));
        Checks.Slept();
        return Finding;
    }

    /// <summary>Runs code outside grains; what it throws is a finding.</summary>
    public void Start(Func<Task> code) => Scheduler.Schedule(new Step(() => RunOutside(code)));

    /// <summary>Begins code outside grains within the step that runs; what it throws is a finding.</summary>
    public void Do(Func<Task> code) => _ = Follow(code);

    /// <summary>Runs something after a time, in a step or at an instant of its own.</summary>
    public void After(TimeSpan delay, Action what)
    {
        ITimer? timer = null;
        timer = Clock.CreateTimer(
            _ =>
            {
                timer!.Dispose();
                what();
            },
            null,
            delay,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>A time that ends when it becomes calm: from then on a fault that still lasted would be one of the calm.</summary>
    public TimeSpan WithinStorm(TimeSpan duration)
    {
        var left = Scenario.Length - Clock.Elapsed;
        return left < TimeSpan.Zero ? TimeSpan.Zero : duration < left ? duration : left;
    }

    public Task Delay(TimeSpan by) => Task.Delay(by, Clock, CancellationToken.None);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    private void Begin()
    {
        if (Scenario.IsExact)
        {
            CalmSince = TimeSpan.Zero;
        }

        for (var node = 0; node < Scenario.Nodes; node++)
        {
            Cluster.StartNode();
        }

        Start(Tick);
        foreach (var provider in Providers)
        {
            Start(provider.Live);
        }

        foreach (var clinic in Clinics)
        {
            Start(clinic.Live);
        }

        Start(new Operator(this, Chance.For("operator")).Live);
        Start(new Misfortune(this, Chance.For("misfortune")).Live);
    }

    private void RunOutside(Func<Task> code)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(Scheduler.OutsideContext);
        try
        {
            _ = Follow(code);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    private async Task Follow(Func<Task> code)
    {
        try
        {
            await code();
        }
        catch (Exception exception)
        {
            Report("NoUnexpectedException", "client", exception.ToString());
        }
    }

    private void RunUntil(TimeSpan end, Func<bool> isDone)
    {
        var stepsBefore = Scheduler.Steps;
        while (Finding is null && !isDone())
        {
            if (Scheduler.Step())
            {
                if (Scheduler.Steps > stepsBefore + StepsAtOneInstantMax)
                {
                    Report("TimeGoesOn", "world", $"More than {StepsAtOneInstantMax} steps at {Clock.Elapsed}.");
                }
            }
            else if (Clock.NextDue is { } next && Clock.Elapsed + next <= end)
            {
                var before = Clock.Elapsed;
                Clock.AdvanceToNextDue();
                stepsBefore = Clock.Elapsed == before ? stepsBefore : Scheduler.Steps;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>As long as consults end, those that are left are a backlog, and not stuck.</summary>
    private void RunUntilAllHasEnded()
    {
        int endedBefore;
        do
        {
            endedBefore = Checks.Facts.Ended;
            RunUntil(Clock.Elapsed + Scenario.Convergence, () => Checks.Facts.Open.Count == 0);
        }
        while (Finding is null && Checks.Facts.Open.Count > 0 && Checks.Facts.Ended > endedBefore);
    }

    private async Task Tick()
    {
        while (!IsOver)
        {
            await Delay(RuleBook.TickInterval);
            Checks.Tick();
        }
    }
}
