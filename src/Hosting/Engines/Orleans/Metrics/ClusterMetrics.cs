using System.Diagnostics.Metrics;

namespace Dispatch.Hosting.Metrics;

/// <summary>What crosses from this process to others, from the counters that Orleans keeps.</summary>
public sealed class ClusterMetrics : IMetricSource, IDisposable
{
    private const string Meter = "Microsoft.Orleans";
    private const string Sent = "orleans-messaging-sent-messages-size";
    private const string DirectionTag = "MessageDirection";

    private static readonly string[] Directions = ["Request", "Response", "OneWay"];

    private readonly MeterListener _listener = new();
    private readonly long[] _messages = new long[Directions.Length];
    private long _bytes;
    private long _repeated;

    public ClusterMetrics()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Sent)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>(OnSent);
        _listener.Start();
    }

    /// <summary>A call was made again because its silo died.</summary>
    public void Repeated() => Interlocked.Increment(ref _repeated);

    public void Write(PrometheusWriter writer)
    {
        const string Name = "dispatch_cluster_messages_total";
        writer.Family(Name, "counter", "Messages that this process sent to others, by direction.");
        for (var i = 0; i < Directions.Length; i++)
        {
            writer.Sample(Name, Interlocked.Read(ref _messages[i]), ("direction", Directions[i].ToLowerInvariant()));
        }

        writer.Counter("dispatch_cluster_sent_bytes_total", "Bytes of these messages.", Interlocked.Read(ref _bytes));
        writer.Counter("dispatch_cluster_repeated_calls_total", "Calls that were made again because their silo died.", Interlocked.Read(ref _repeated));
    }

    public void Dispose() => _listener.Dispose();

    private void OnSent(Instrument instrument, int bytes, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var (key, value) in tags)
        {
            if (key == DirectionTag && Array.IndexOf(Directions, value as string) is >= 0 and var direction)
            {
                Interlocked.Increment(ref _messages[direction]);
                Interlocked.Add(ref _bytes, bytes);
                return;
            }
        }
    }
}
