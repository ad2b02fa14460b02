using Dispatch.Api.Admission;
using Dispatch.Api.Hubs;
using Dispatch.Api.Starting;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.States;
using Dispatch.Journal;

namespace Dispatch.Api.Operations;

/// <summary>Puts the overview together.</summary>
public sealed class Overview(
    WaitTimeReader waitTimes,
    ConnectionRegistry connections,
    OpenSockets sockets,
    Rates rates,
    Escalations escalations,
    IStoreHealth store,
    AdmissionGate admission,
    NodeName node,
    TimeProvider time)
{
    public async Task<OverviewBody> Read()
    {
        var lines = await waitTimes.Read([.. StateCatalog.All.Select(s => s.Code)]);
        return new OverviewBody(
            time.GetUtcNow(),
            [ThisNode()],
            rates.Read(),
            StoreNow(),
            escalations.Read(),
            AdmissionBody.Of(admission),
            [.. lines.Select(l => new StateOverviewBody(l, SaturationOf(l)))]);
    }

    private NodeBody ThisNode() => new(
        node.Value,
        sockets.Count,
        connections.Count,
        connections.OnDutyCount,
        Environment.CpuUsage.TotalTime.TotalSeconds,
        Environment.WorkingSet);

    private StoreBody StoreNow()
    {
        var now = store.Read();
        return new StoreBody(
            now.IsAvailable, now.QueuedItems, now.Batches, now.Items, now.Batches == 0 ? 0 : (double)now.Items / now.Batches);
    }

    private static double? SaturationOf(WaitTimeBody line) =>
        line.OnDuty == 0 ? null : Math.Clamp((double)(line.OnDuty - line.Available) / line.OnDuty, 0, 1);
}
