using Dispatch.Engine.Embedded;
using Dispatch.Tests.Conformance.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Conformance.Engines.Embedded;

/// <summary>An engine on a stepped scheduler and a simulated clock: nothing happens unless the test says so.</summary>
internal sealed class SimulatedEngine : IAsyncDisposable
{
    private const int StepsMax = 100_000;
    private readonly ServiceProvider _services;

    public SimulatedEngine(
        int seed = 1,
        Action<EmbeddedEngineOptions>? configure = null,
        IGrainStateStore? store = null,
        SteppedTurnScheduler? scheduler = null,
        SimulatedTimeProvider? clock = null,
        ICallNetwork? network = null)
    {
        Scheduler = scheduler ?? new SteppedTurnScheduler(seed);
        Clock = clock ?? new SimulatedTimeProvider();
        var services = new ServiceCollection();
        if (network is not null)
        {
            services.AddSingleton(network);
        }

        _services = services
            .AddSingleton(Journal)
            .AddSingleton<ITurnScheduler>(Scheduler)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(store ?? new InMemoryGrainStateStore())
            .AddEmbeddedEngine(configure, typeof(ProbeGrain).Assembly)
            .BuildServiceProvider();
        Engine = _services.GetRequiredService<EmbeddedEngine>();
        Engine.Start();
    }

    public SteppedTurnScheduler Scheduler { get; }

    public SimulatedTimeProvider Clock { get; }

    public ProbeJournal Journal { get; } = new();

    public EmbeddedEngine Engine { get; }

    public IProbeGrain Probe(string key) => Engine.GetGrain<IProbeGrain>(key);

    /// <summary>Runs all turns that are ready and those that follow from them; the clock stands.</summary>
    public void Settle() => Scheduler.RunUntilIdle(StepsMax);

    /// <summary>Moves the clock and runs what falls due, instant by instant.</summary>
    public void Advance(TimeSpan by)
    {
        var target = Clock.Elapsed + by;
        Settle();
        while (Clock.NextDue is { } until && Clock.Elapsed + until <= target)
        {
            Clock.Advance(until);
            Settle();
        }

        Clock.Advance(target - Clock.Elapsed);
        Settle();
    }

    /// <summary>Runs a call to its end without moving the clock.</summary>
    public T Run<T>(Func<Task<T>> call)
    {
        T result = default!;
        Run((Func<Task>)(async () => result = await call()));
        return result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Func<Task> call)
    {
        var ended = Scheduler.Start(call);
        Settle();
        Assert.True(ended.IsCompleted, "The call waits for something that is not ready.");
        ended.GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Engine.Kill();
        await _services.DisposeAsync();
    }
}
