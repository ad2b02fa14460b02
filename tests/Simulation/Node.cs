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
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Simulation;

/// <summary>One process: an engine with its grains, a state board, and the sockets of simulated providers.</summary>
internal sealed class Node : INodeObserver, IAsyncDisposable
{
    private readonly World _world;
    private readonly ServiceProvider _services;
    private readonly StateBoard _board;
    private readonly List<Action> _onDeath = [];
    private readonly SortedDictionary<ProviderId, SimulatedProvider> _sockets = [];
    private readonly SortedDictionary<ProviderId, ProviderView> _views = [];

    public Node(World world, int number)
    {
        _world = world;
        Name = $"node-{number}";
        _services = new ServiceCollection()
            .AddSingleton(world)
            .AddSingleton(this)
            .AddSingleton<ITurnScheduler>(world.Scheduler)
            .AddSingleton<TimeProvider>(world.Clock)
            .AddSingleton<IGrainStateStore>(world.Store.GrainStates)
            .AddSingleton<IJournal>(world.Store.Journal)
            .AddSingleton<IOpenConsults>(world.Store.OpenConsults)
            .AddSingleton<IRegistryQueries>(world.Store.Registry)
            .AddSingleton<IConsultQueries>(world.Store.Consults)
            .AddSingleton<IPatientVault, SimulatedVault>()
            .AddSingleton(world.Ids)
            .AddSingleton(typeof(ILogger<>), typeof(SimulationLogger<>))
            .AddSingleton<INodeDirectory, NodeDirectory>()
            .AddDispatchGrains()
            .AddEmbeddedEngine(null, typeof(IConsultGrain).Assembly)
            .BuildServiceProvider();
        _board = _services.GetRequiredService<StateBoard>();
        Keeper = _services.GetRequiredService<PoolKeeper>();
        Engine = _services.GetRequiredService<EmbeddedEngine>();
        Engine.Start();
    }

    public string Name { get; }

    public EmbeddedEngine Engine { get; }

    public PoolKeeper Keeper { get; }

    public bool IsDead { get; private set; }

    public IReadOnlyCollection<SimulatedProvider> Sockets => _sockets.Values;

    /// <summary>Calls a grain as somebody outside does: the death of the process ends the wait.</summary>
    public async Task<T> Call<T>(Func<IGrainFactory, Task<T>> call)
    {
        // Not WhenAny: it would hand the answer to the thread pool, where no seed decides what comes first.
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Die() => answer.TrySetException(new EngineStoppedException());
        _onDeath.Add(Die);
        _ = Forward(call(Engine), answer);
        try
        {
            return await answer.Task;
        }
        finally
        {
            _onDeath.Remove(Die);
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

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Task.FromResult<ImmutableArray<ProviderId>>(
        [.. _views.Values
            .Where(v => !v.Suspended && v.Duty is Duty.Available or Duty.Busy && v.Profile.LicenseIn(state) is not null)
            .Select(v => v.Profile.Id)]);

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) =>
        Task.FromResult<ImmutableArray<ProviderId>>([.. providers.Where(_sockets.ContainsKey)]);

    public async Task Reconnect(ProviderId provider)
    {
        _world.Checks.Reactivated(provider);
        if (_sockets.TryGetValue(provider, out var socket))
        {
            await Connect(socket, socket.Connection);
        }
    }

    /// <summary>The process dies between two turns.</summary>
    public void Kill()
    {
        Engine.Kill();
        _world.Store.Journal.LoseProcess();
        _sockets.Clear();
        IsDead = true;
        foreach (var die in _onDeath)
        {
            die();
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task Forward<T>(Task<T> call, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.TrySetResult(await call);
        }
        catch (Exception exception)
        {
            answer.TrySetException(exception);
        }
    }
}
