using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Engine.Embedded;
using Dispatch.Grains;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Grains.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Vault;
using Dispatch.Tests.Simulation.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Simulation;

/// <summary>One process: an engine with its grains, a writer, a state board, and the sockets of simulated providers.</summary>
internal sealed class Node : INodeObserver, IAsyncDisposable
{
    private readonly World _world;
    private readonly ServiceProvider _services;
    private readonly InMemoryJournal _journal;
    private readonly StoreConditions _store;
    private readonly StateBoard _board;
    private readonly LinkedList<Wait> _waits = [];
    private readonly SortedDictionary<ProviderId, SimulatedProvider> _sockets = [];
    private readonly SortedDictionary<ProviderId, ProviderView> _views = [];

    public Node(World world, int number, TimeSpan skew)
    {
        _world = world;
        Number = number;
        Name = $"node-{number}";
        Luck = world.Chance.For("node", number);
        Network = new Network(world, this, Luck.For("network"));
        Time = skew == TimeSpan.Zero ? world.Clock : new SkewedTime(world.Clock, skew);
        _store = new StoreConditions(world, Luck.For("store"));
        _journal = new InMemoryJournal(world.Tables, _store, Time);
        var reads = new Reads(world.Tables, _store);
        ResponseTimeout = Luck.Seconds(5, 30);
        _services = new ServiceCollection()
            .AddSingleton(world)
            .AddSingleton(this)
            .AddSingleton<ITurnScheduler>(world.Scheduler)
            .AddSingleton(Time)
            .AddSingleton<ICallNetwork>(Network)
            .AddSingleton<IGrainStateStore>(new GrainStates(new InMemoryGrainStates(world.Tables, _store)))
            .AddSingleton(world.Decorate(_journal))
            .AddSingleton<IOpenConsults>(new OpenConsultQueries(reads))
            .AddSingleton<IRegistryQueries>(new RegistryQueries(reads))
            .AddSingleton<IConsultQueries>(new ConsultQueries(reads))
            .AddSingleton<ISettingQueries>(new SettingQueries(reads))
            .AddSingleton<IPatientVault, SimulatedVault>()
            .AddSingleton<IIdSource>(new TypeIdSource(Time, Luck.For("ids")))
            .AddSingleton(typeof(ILogger<>), typeof(SimulationLogger<>))
            .AddSingleton<INodeDirectory, NodeDirectory>()
            .AddSingleton<IPoolShare, PoolShare>()
            .AddDispatchGrains()
            .AddEmbeddedEngine(Configure, typeof(IConsultGrain).Assembly)
            .BuildServiceProvider();
        _board = _services.GetRequiredService<StateBoard>();
        Settings = _services.GetRequiredService<SettingsCache>();
        Engine = _services.GetRequiredService<EmbeddedEngine>();
        Engine.Start();
    }

    public int Number { get; }

    public string Name { get; }

    /// <summary>What happens to this node, whatever happens to others.</summary>
    public Chance Luck { get; }

    public Network Network { get; }

    /// <summary>This node's own clock.</summary>
    public TimeProvider Time { get; }

    public TimeSpan ResponseTimeout { get; }

    public EmbeddedEngine Engine { get; }

    public SettingsCache Settings { get; }

    public IIdSource Ids => _services.GetRequiredService<IIdSource>();

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    public bool IsDead { get; private set; }

    public IReadOnlyCollection<SimulatedProvider> Sockets => _sockets.Values;

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Calls a grain as somebody outside does: the death of the process ends the wait.</summary>
    public async Task<T> Call<T>(Func<IGrainFactory, Task<T>> call)
    {
        // Not WhenAny: it would hand the answer to the thread pool, where no seed decides what comes first.
        var wait = new Wait<T>();
        var place = _waits.AddLast(wait);
        _ = wait.Follow(call(Engine));
        try
        {
            return await wait.Answer;
        }
        finally
        {
            if (place.List is not null)
            {
                _waits.Remove(place);
            }
        }
    }

    public void Open(SimulatedProvider provider) => _sockets[provider.Id] = provider;

    public void Close(ProviderId provider)
    {
        _sockets.Remove(provider);
        _views.Remove(provider);
    }

    public async Task<ConnectResult> Connect(SimulatedProvider provider, string connection)
    {
        var result = await Call(g => g.GetGrain<IProviderGrain>(provider.Id.Value).Connect(Name, connection));
        if (result is ConnectResult.Connected connected)
        {
            Update(connected.Provider);
        }

        return result;
    }

    public void Update(ProviderView view)
    {
        _world.Checks.Saw(view);
        if (_sockets.ContainsKey(view.Profile.Id))
        {
            _views[view.Profile.Id] = view;
        }
    }

    public Task<bool> Push(ProviderId provider, ProviderMessage message)
    {
        if (!_sockets.TryGetValue(provider, out var socket))
        {
            return Task.FromResult(false);
        }

        socket.Receive(message);
        return Task.FromResult(true);
    }

    public Task ConsultChanged(ConsultSummary consult) => Task.CompletedTask;

    public Task Escalated(EscalationNotice notice) => Task.CompletedTask;

    public Task LineChanged(StateLine line)
    {
        _board.Update(line);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state)
    {
        var now = Time.GetUtcNow();
        var onDuty = ImmutableArray.CreateBuilder<ProviderId>();
        foreach (var view in _views.Values)
        {
            if (!view.Suspended && view.Duty is Duty.Available or Duty.Busy && IsLicensed(view, state, now))
            {
                onDuty.Add(view.Profile.Id);
            }
        }

        return Task.FromResult(onDuty.ToImmutable());
    }

    public Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions)
    {
        foreach (var question in questions)
        {
            _ = Engine.GetGrain<IProviderGrain>(question.Provider.Value).ReportAvailability(state, question.Listed);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) =>
        Task.FromResult<ImmutableArray<ProviderId>>([.. providers.Where(_sockets.ContainsKey)]);

    public async Task Reconnect(ProviderId provider)
    {
        if (_sockets.TryGetValue(provider, out var socket))
        {
            await Connect(socket, socket.Connection);
        }
    }

    /// <summary>The process dies between two turns.</summary>
    public void Kill()
    {
        Engine.Kill();
        IsDead = true;
        _journal.LoseProcess(_store.Survivors);
        foreach (var socket in _sockets.Values)
        {
            socket.Interrupt();
        }

        _sockets.Clear();
        foreach (var wait in _waits)
        {
            _world.Scheduler.Schedule(new Step(wait.Die));
        }

        _waits.Clear();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Configure(EmbeddedEngineOptions options)
    {
        var chance = Luck.For("options");
        options.ResponseTimeout = ResponseTimeout;
        options.IdleAge = chance.Seconds(20, 120);
        options.CollectionQuantum = chance.Seconds(5, 15);
        options.MailboxLength = _world.Scenario.IsExact || chance.Hits(0.8) ? options.MailboxLength : chance.Between(32, 256);
    }

    private static bool IsLicensed(ProviderView view, StateCode state, DateTimeOffset now)
    {
        foreach (var license in view.Profile.Licenses)
        {
            if (license.State == state && license.IsValidAt(now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of somebody outside, for an answer or the death of the process.</summary>
    private abstract class Wait
    {
        public abstract void Die();
    }

    private sealed class Wait<T> : Wait
    {
        // Whoever waits goes on in the step in which the answer comes.
        private readonly TaskCompletionSource<T> _answer = new();

        public Task<T> Answer => _answer.Task;

        public async Task Follow(Task<T> call)
        {
            await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            _answer.TrySetFromTask(call);
        }

        public override void Die() => _answer.TrySetException(new EngineStoppedException());
    }
}
