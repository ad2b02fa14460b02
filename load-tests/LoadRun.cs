using Dispatch.Client;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Reports;
using Dispatch.LoadTests.Scenarios;
using Dispatch.LoadTests.Server;

namespace Dispatch.LoadTests;

/// <summary>One run of a scenario: prepare, warm up, measure, settle, report.</summary>
public sealed class LoadRun(ServerUnderTest server, LoadOptions options, TextWriter progress, TimeProvider time)
{
    private const double ConsultsPerFigure = 1000;
    private static readonly TimeSpan StartDelay = TimeSpan.FromMilliseconds(200);

    // The names under which servers commonly tell their managed heap.
    private static readonly string[] ManagedMemoryMetrics =
        ["dispatch_gc_heap_bytes", "process_managed_memory_bytes", "dotnet_gc_heap_size_bytes", "dotnet_total_memory_bytes"];

    public async Task<RunReport> Execute(CancellationToken cancel)
    {
        var ledger = new ConsultLedger();
        await using var scenario = new SteadyScenario(server.Address, server.OperatorToken, options.Steady, ledger, time);
        await progress.WriteLineAsync(
            $"{scenario.Name}: {options.Steady.Providers} providers with {options.Steady.Licenses} licences each connect to {server.Address}");
        await scenario.Prepare(cancel);

        var frequency = time.TimestampFrequency;
        var startsAt = time.GetTimestamp() + (long)(StartDelay.TotalSeconds * frequency);
        var schedule = new ArrivalSchedule(startsAt, options.Rate, frequency);
        var measuredFrom = schedule.CountWithin(options.Warmup);
        var end = schedule.CountWithin(options.Warmup + options.Measured);
        var loop = new OpenLoop(scenario, time, cancel);

        await progress.WriteLineAsync($"warm-up {options.Warmup.TotalSeconds:F0} s");
        await loop.Run(schedule, 0, measuredFrom);
        var before = Sample();
        await progress.WriteLineAsync($"measuring {options.Measured.TotalSeconds:F0} s at {options.Rate:F0} consults/s");
        await loop.Run(schedule, measuredFrom, end);
        var after = Sample();
        var managed = await ManagedBytes(cancel);

        await progress.WriteLineAsync($"settling, {ledger.OpenCount} consults open");
        await scenario.Settle(options.Settle, cancel);
        return Report(scenario, schedule, measuredFrom, end, before, after, managed);
    }

    private RunReport Report(
        SteadyScenario scenario, ArrivalSchedule schedule, long first, long end, Samples before, Samples after, long? managed)
    {
        var (from, to) = (schedule.DueAt(first), schedule.DueAt(end));
        var traces = scenario.Ledger.Traces.ToList();
        var created = traces.Count(trace => trace.ScheduledAt >= from && trace.ScheduledAt < to);
        var windowSeconds = time.GetElapsedTime(before.At, after.At).TotalSeconds;
        var completed = traces.Count(trace => trace.CompletedAt >= before.At && trace.CompletedAt < after.At);
        return new RunReport(
            scenario.Name,
            options.Rate,
            created / time.GetElapsedTime(from, to).TotalSeconds,
            completed / windowSeconds,
            windowSeconds,
            new LatencyTable(from, to, time.TimestampFrequency).Rows(scenario.Ledger),
            CpuPer1000(before.Server, after.Server, completed),
            CpuPer1000(before.Generator, after.Generator, completed),
            after.Server?.ResidentBytes,
            managed,
            scenario.ConnectionsLost,
            scenario.Ledger.Count());
    }

    private static double? CpuPer1000(ProcessSample? before, ProcessSample? after, int consults) =>
        before is null || after is null || consults == 0
            ? null
            : (after.CpuSeconds - before.CpuSeconds) * ConsultsPerFigure / consults;

    private Samples Sample() => new(
        time.GetTimestamp(),
        server.ProcessId is { } processId ? ProcessSample.Read(processId) : null,
        ProcessSample.Read(Environment.ProcessId));

    private async Task<long?> ManagedBytes(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var metrics = await new DispatchApi(http, server.OperatorToken).GetMetrics(cancel);
        if (metrics.Value is not { } text)
            return null;
        return (long?)ManagedMemoryMetrics.Select(name => PrometheusText.Sum(text, name)).FirstOrDefault(value => value is not null);
    }

    private sealed record Samples(long At, ProcessSample? Server, ProcessSample? Generator);
}
