using System.Globalization;
using Dispatch.Journal;

namespace Dispatch.Hosting.Metrics;

/// <summary>How the journal does.</summary>
public sealed class StoreMetrics(IStoreHealth store) : IMetricSource
{
    public void Write(PrometheusWriter writer)
    {
        var now = store.Read();
        writer.Gauge("dispatch_journal_available", "1 when the store took what was last tried.", now.IsAvailable ? 1 : 0);
        writer.Gauge("dispatch_journal_queue_items", "Appends that wait for the writer.", now.QueuedItems);
        writer.Gauge("dispatch_journal_queue_bytes", "Bytes that wait for the writer.", now.QueuedBytes);
        writer.Counter("dispatch_journal_batches_total", "Transactions committed.", now.Batches);
        writer.Counter("dispatch_journal_items_total", "Appends committed.", now.Items);
        writer.Counter("dispatch_journal_replayed_batches_total", "Batches replayed item by item.", now.ReplayedBatches);
        writer.Counter("dispatch_journal_rejected_items_total", "Appends refused because the queue was full.", now.RejectedItems);
        writer.Gauge("dispatch_journal_largest_batch_items", "Items of the largest batch.", now.LargestBatch);
        WriteCommits(writer, now);
    }

    private static void WriteCommits(PrometheusWriter writer, StoreStatistics now)
    {
        const string Name = "dispatch_journal_commit_seconds";
        writer.Family(Name, "histogram", "What transactions took.");
        long upTo = 0;
        var bound = StoreStatistics.FirstBucket;
        for (var i = 0; i < now.CommitCounts.Length; i++, bound *= 2)
        {
            upTo += now.CommitCounts[i];
            var label = i == now.CommitCounts.Length - 1 ? "+Inf" : bound.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
            writer.Sample(Name + "_bucket", upTo, ("le", label));
        }

        writer.Sample(Name + "_sum", now.CommitTotal.TotalSeconds);
        writer.Sample(Name + "_count", upTo);
    }
}
