using System.Diagnostics;
using System.Globalization;
using Dispatch.Engine.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks.Engine;

/// <summary>What a million grains leave behind after they were called once and went idle.</summary>
internal sealed class EngineMemory : IBenchmarkCommand
{
    private const int Keys = 1_000_000;
    private const double PromisedMegabytes = 20;
    private const double BytesPerMegabyte = 1_000_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public string Name => "engine-memory";

    public string Description => "managed memory before and after a million keys were called once and went idle";

    public async Task<int> Run(string[] arguments)
    {
        await using var services = new ServiceCollection()
            .AddEmbeddedEngine(
                static options =>
                {
                    options.IdleAge = TimeSpan.FromSeconds(15);
                    options.CollectionQuantum = TimeSpan.FromMilliseconds(500);
                },
                typeof(PingGrain).Assembly)
            .BuildServiceProvider();
        var engine = services.GetRequiredService<EmbeddedEngine>();
        engine.Start();
        await engine.GetGrain<IPingGrain>("warm").Ping();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        for (var key = 0; key < Keys; key++)
        {
            await engine.GetGrain<IPingGrain>(key.ToString(CultureInfo.InvariantCulture)).Ping();
        }

        var called = Stopwatch.GetElapsedTime(start);
        var peak = GC.GetTotalMemory(forceFullCollection: true);
        Report("before", before);
        Report($"after the calls ({called.TotalSeconds:F1} s), {engine.Statistics.Activations:N0} active", peak);
        var idleSince = Stopwatch.GetTimestamp();
        while (engine.Statistics.Activations > 0 && Stopwatch.GetElapsedTime(idleSince) < LongestWait)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        Report($"idle, {engine.Statistics.Activations:N0} active, {engine.Statistics.Activated:N0} ever", after);
        var grownMegabytes = (after - before) / BytesPerMegabyte;
        Console.WriteLine($"grown by {grownMegabytes:F1} MB (promised {PromisedMegabytes:F0})");
        return engine.Statistics.Activations == 0 && grownMegabytes <= PromisedMegabytes ? 0 : 1;
    }

    private static void Report(string moment, long bytes) =>
        Console.WriteLine($"{bytes / BytesPerMegabyte,10:F1} MB  {moment}");
}
