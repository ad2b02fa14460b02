using BenchmarkDotNet.Attributes;
using Dispatch.Benchmarks.Engine;
using Dispatch.Engine.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks.Micro;

/// <summary>What the engine adds to a call of a method that does nothing.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "Its global clean-up disposes of what it holds.")]
public class EngineCallBenchmark
{
    private readonly PingGrain _direct = new PingGrain();
    private ServiceProvider _services = null!;
    private IPingGrain _grain = null!;

    [GlobalSetup]
    public void Start()
    {
        _services = new ServiceCollection().AddEmbeddedEngine(null, typeof(PingGrain).Assembly).BuildServiceProvider();
        _services.GetRequiredService<EmbeddedEngine>().Start();
        _grain = _services.GetRequiredService<IGrainFactory>().GetGrain<IPingGrain>("one");
    }

    [GlobalCleanup]
    public async Task Stop() => await _services.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task Direct() => _direct.Ping();

    [Benchmark]
    public Task ThroughTheEngine() => _grain.Ping();
}
