using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;

namespace Dispatch.Grains.Consults;

/// <summary>
/// Tells others what became of a consult: its pool, the clinics that watch, the provider who served it. All of it
/// hints; whoever misses one reads the store.
/// </summary>
public sealed class ConsultAnnouncer(IGrainFactory grains, INodeDirectory nodes)
{
    public void Changed(ConsultSummary consult, OpenConsult open)
    {
        _ = grains.GetGrain<IStateLicensePoolGrain>(consult.State.Value).Changed(open);
        foreach (var node in nodes.All)
        {
            _ = node.ConsultChanged(consult);
        }
    }

    /// <param name="servedBy">Who served it until now; null when nobody did.</param>
    public void AssignmentEnded(ProviderId? servedBy, Consult consult)
    {
        if (servedBy is { } provider)
        {
            _ = grains.GetGrain<IProviderGrain>(provider.Value)
                .AssignmentEnded(consult.Ticket.Consult, consult.Number, consult.Status);
        }
    }
}
