using System.Diagnostics;
using Dispatch.Engine.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks.Engine;

/// <summary>No-op calls a second from a client to a grain, one outstanding.</summary>
internal sealed class EngineCalls : IBenchmarkCommand
{
    private const int Windows = 5;
    private const int CallsBetweenLooksAtTheClock = 1_000;
    private const double PromisedPerSecond = 500_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    public string Name => "engine-calls";

    public string Description => "no-op calls/s from a client to a grain, one outstanding: 5 windows of 5 s, median";

    public async Task<int> Run(string[] arguments)
    {
        await using var services = new ServiceCollection()
            .AddEmbeddedEngine(null, typeof(PingGrain).Assembly)
            .BuildServiceProvider();
        services.GetRequiredService<EmbeddedEngine>().Start();
        var grain = services.GetRequiredService<IGrainFactory>().GetGrain<IPingGrain>("one");
        await CallsPerSecond(grain, WarmUp);
        var rates = new double[Windows];
        for (var window = 0; window < Windows; window++)
        {
            rates[window] = await CallsPerSecond(grain, Window);
            Console.WriteLine($"window {window + 1}  {rates[window],12:N0} calls/s");
        }

        Array.Sort(rates);
        var median = rates[Windows / 2];
        Console.WriteLine($"median    {median,12:N0} calls/s (promised {PromisedPerSecond:N0})");
        return median >= PromisedPerSecond ? 0 : 1;
    }

    private static async Task<double> CallsPerSecond(IPingGrain grain, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var calls = 0L;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (var call = 0; call < CallsBetweenLooksAtTheClock; call++)
            {
                await grain.Ping();
            }

            calls += CallsBetweenLooksAtTheClock;
        }

        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
