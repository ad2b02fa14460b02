using Dispatch.Api.Health;
using Dispatch.Domain.Consults;

namespace Dispatch.Api.Operations;

/// <summary>Turns counters into rates over the last minute.</summary>
public sealed class Rates(ApiMetrics metrics, TimeProvider time) : BackgroundService
{
    private const int Samples = 12;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<Sample> _samples = new();

    public RatesBody Read()
    {
        var now = Take();
        Sample before;
        lock (_lock)
        {
            before = _samples.Count == 0 ? now : _samples.Peek();
        }

        var seconds = Math.Max(1, time.GetElapsedTime(before.At, now.At).TotalSeconds);
        return new RatesBody(
            (now.Requested - before.Requested) / seconds,
            (now.Offered - before.Offered) / seconds,
            (now.Assigned - before.Assigned) / seconds,
            (now.Completed - before.Completed) / seconds,
            (now.Expired - before.Expired) / seconds,
            (now.Cancelled - before.Cancelled) / seconds);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            lock (_lock)
            {
                _samples.Enqueue(Take());
                if (_samples.Count > Samples)
                {
                    _samples.Dequeue();
                }
            }

            await Task.Delay(Interval, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private Sample Take() => new(
        time.GetTimestamp(),
        metrics.Reached(ConsultStatus.Waiting),
        metrics.OffersMade,
        metrics.Reached(ConsultStatus.Assigned),
        metrics.Reached(ConsultStatus.Completed),
        metrics.Reached(ConsultStatus.Expired),
        metrics.Reached(ConsultStatus.Cancelled));

    private sealed record Sample(
        long At, long Requested, long Offered, long Assigned, long Completed, long Expired, long Cancelled);
}
