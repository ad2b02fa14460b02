using Dispatch.Api.Health;
using Dispatch.Domain.Consults;
using Dispatch.Journal;

namespace Dispatch.Api.Operations;

/// <summary>Turns counters into rates over the last minute.</summary>
public sealed class Rates(ApiMetrics metrics, OfferTally tally, IStoreHealth store, TimeProvider time) : BackgroundService
{
    private const int Samples = 12;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<Sample> _samples = new();

    public RatesBody Read()
    {
        var now = Take();
        var before = Before(now);
        var seconds = Seconds(before, now);
        return new RatesBody(
            (now.Requested - before.Requested) / seconds,
            (now.Offered - before.Offered) / seconds,
            (now.Assigned - before.Assigned) / seconds,
            (now.Completed - before.Completed) / seconds,
            (now.Expired - before.Expired) / seconds,
            (now.Cancelled - before.Cancelled) / seconds,
            (now.Declined - before.Declined) / seconds,
            (now.OffersExpired - before.OffersExpired) / seconds,
            (now.OffersRescinded - before.OffersRescinded) / seconds);
    }

    /// <summary>Processor time over the last minute, of one core.</summary>
    public double CpuShare()
    {
        var now = Take();
        var before = Before(now);
        return (now.Cpu - before.Cpu).TotalSeconds / Seconds(before, now);
    }

    public StoreBody ReadStore()
    {
        var now = Take();
        var before = Before(now);
        var batches = now.Store.Batches - before.Store.Batches;
        var items = now.Store.Items - before.Store.Items;
        long[] commits = [.. now.Store.CommitCounts.Select((count, i) => count - before.Store.CommitCounts[i])];
        return new StoreBody(
            now.Store.IsAvailable,
            now.Store.QueuedItems,
            now.Store.Batches,
            now.Store.Items,
            now.Store.Batches == 0 ? 0 : (double)now.Store.Items / now.Store.Batches,
            now.Store.LargestBatch,
            items / Seconds(before, now),
            batches == 0 ? null : (double)items / batches,
            CommitQuantile(commits, 0.5),
            CommitQuantile(commits, 0.99));
    }

    /// <summary>The bound of the bucket that the quantile lies in; null when nothing was committed.</summary>
    /// <param name="counts">As <see cref="StoreStatistics.CommitCounts"/> has them.</param>
    public static double? CommitQuantile(IReadOnlyList<long> counts, double share)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var total = counts.Sum();
        var rank = (long)Math.Ceiling(share * total);
        var seen = 0L;
        for (var i = 0; i < counts.Count && total > 0; i++)
        {
            seen += counts[i];
            if (seen >= rank)
            {
                return (StoreStatistics.FirstBucket * Math.Pow(2, i)).TotalSeconds;
            }
        }

        return null;
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

    private Sample Before(Sample now)
    {
        lock (_lock)
        {
            return _samples.Count == 0 ? now : _samples.Peek();
        }
    }

    private double Seconds(Sample before, Sample now) => Math.Max(1, time.GetElapsedTime(before.At, now.At).TotalSeconds);

    private Sample Take() => new(
        time.GetTimestamp(),
        metrics.Reached(ConsultStatus.Waiting),
        metrics.OffersMade,
        metrics.Reached(ConsultStatus.Assigned),
        metrics.Reached(ConsultStatus.Completed),
        metrics.Reached(ConsultStatus.Expired),
        metrics.Reached(ConsultStatus.Cancelled),
        tally.Declined,
        tally.Expired,
        tally.Rescinded,
        Environment.CpuUsage.TotalTime,
        store.Read());

    private sealed record Sample(
        long At,
        long Requested,
        long Offered,
        long Assigned,
        long Completed,
        long Expired,
        long Cancelled,
        long Declined,
        long OffersExpired,
        long OffersRescinded,
        TimeSpan Cpu,
        StoreStatistics Store);
}
