using Dispatch.Client;
using Dispatch.LoadTests.Server;

namespace Dispatch.LoadTests.Measuring;

/// <summary>Looks once a second at what the run has come to, until it is disposed of.</summary>
public sealed class Sampler : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Asking for metrics is work for the server that is measured.
    private const int MetricsEverySamples = 5;
    private const string ManagedMemoryMetric = "dispatch_gc_live_bytes";
    private const string AllocatedMetric = "dispatch_gc_allocated_bytes_total";

    private readonly ServerUnderTest _server;
    private readonly ConsultBook _book;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SeriesPoint> _points = [];
    private readonly Task _sampling;

    public Sampler(ServerUnderTest server, ConsultBook book, TimeProvider time)
    {
        _server = server;
        _book = book;
        _time = time;
        _http = new HttpClient { BaseAddress = server.Address };
        StartedAt = time.GetTimestamp();
        _sampling = Run(_stop.Token);
    }

    public long StartedAt { get; }

    /// <summary>Complete once this sampler is disposed of; a copy.</summary>
    public IReadOnlyList<SeriesPoint> Points
    {
        get
        {
            lock (_points)
            {
                return [.. _points];
            }
        }
    }

    /// <summary>The most memory of any second; null for a server elsewhere.</summary>
    public long? MostResidentBytes => Points.Max(point => point.ResidentBytes);

    public Usage Read() => new(
        _time.GetTimestamp(),
        ProcessSample.ReadAll(_server.ProcessIds),
        _server.StoreProcessId is { } store ? ProcessSample.ReadTree(store) : null,
        ProcessSample.Read(Environment.ProcessId)!);

    /// <summary>What the server has allocated since its start, this question included; null when it has several processes, of which
    /// only one would be asked, or does not say.</summary>
    public async Task<double?> AllocatedBytes(CancellationToken cancel) =>
        _server.ProcessIds.Count == 1 ? await Metric(AllocatedMetric, cancel) : null;

    /// <summary>Looks no more; what was seen stays. A repeat does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_sampling.IsCompleted)
            return;
        await _stop.CancelAsync();
        await _sampling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        var before = Read();
        var (sent, created, completed, refused) = (0, 0, 0, 0);
        for (var number = 0; await timer.WaitForNextTickAsync(cancel); number++)
        {
            var now = Read();
            var managed = number % MetricsEverySamples == 0 ? (long?)await Metric(ManagedMemoryMetric, cancel) : null;
            var seconds = _time.GetElapsedTime(before.At, now.At).TotalSeconds;
            var (sentNow, createdNow, completedNow, refusedNow) =
                (_book.Arrivals.Count, _book.Created, _book.Completed, _book.Refused.Total);
            var point = new SeriesPoint(
                _time.GetElapsedTime(StartedAt, now.At).TotalSeconds,
                sentNow - sent,
                createdNow - created,
                completedNow - completed,
                refusedNow - refused,
                now.Server is null ? null : (Cpu(now) - Cpu(before)) / seconds,
                (now.Generator.CpuSeconds - before.Generator.CpuSeconds) / seconds,
                now.Server?.ResidentBytes,
                managed,
                _book.Open);
            lock (_points)
            {
                _points.Add(point);
            }

            (before, sent, created, completed, refused) = (now, sentNow, createdNow, completedNow, refusedNow);
        }
    }

    private static double Cpu(Usage usage) => (usage.Server?.CpuSeconds ?? 0) + (usage.Store?.CpuSeconds ?? 0);

    private async Task<double?> Metric(string name, CancellationToken cancel)
    {
        try
        {
            var metrics = await new DispatchApi(_http, _server.OperatorToken).GetMetrics(cancel);
            return metrics.Value is { } text ? PrometheusText.Sum(text, name) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
