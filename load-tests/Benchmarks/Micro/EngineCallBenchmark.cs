using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Dispatch.Benchmarks.Engine;
using Dispatch.Engine.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks.Micro;

/// <summary>What the engine adds to a call of a method that does nothing.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Its global clean-up disposes of what it holds.")]
public class EngineCallBenchmark
{
    private readonly Plain _direct = new();
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

    private sealed class Plain
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        [SuppressMessage("Performance", "CA1822", Justification = "What it is compared with is a method of an object.")]
        public Task Ping() => Task.CompletedTask;
    }
}
