using System.Text.Json;
using Dispatch.Api.Hubs;
using Dispatch.Journal.History;

namespace Dispatch.Api.Operations;

/// <summary>How this process is.</summary>
public sealed class ThisNode(
    NodeName name,
    OpenSockets sockets,
    ConnectionRegistry connections,
    FigureKeeper figures,
    Rates rates,
    OfferTally tally,
    Drain drain,
    TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public string Name => name.Value;

    public DateTimeOffset StartedAt => _startedAt;

    public NodeLoad Read()
    {
        var offers = tally.LastHour();
        return new NodeLoad(
            new NodeBody(
                name.Value,
                sockets.Count,
                connections.Count,
                connections.OnDutyCount,
                figures.Serving,
                Environment.CpuUsage.TotalTime.TotalSeconds,
                rates.CpuShare(),
                Environment.WorkingSet,
                _startedAt,
                time.GetUtcNow(),
                drain.IsWanted),
            rates.Read(),
            offers.ToDictionary(o => o.Key.Value, o => o.Value));
    }

    /// <summary>What this process says of itself in the store.</summary>
    public NodeReport Report()
    {
        var now = Read();
        return new NodeReport(Name, StartedAt, now.Node.SeenAt, false, JsonSerializer.SerializeToUtf8Bytes(now, ApiJson.Default.NodeLoad));
    }
}
