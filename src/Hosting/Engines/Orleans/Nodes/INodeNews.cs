using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Grains.Pools;

namespace Dispatch.Hosting.Nodes;

/// <summary>Takes what many grains have to tell one process as one message.</summary>
[Alias("node-news")]
public interface INodeNews : IGrainObserver
{
    /// <summary>Hints, in the order in which they were told by one process.</summary>
    [OneWay, AlwaysInterleave, Alias("news")]
    Task News(
        ImmutableArray<StateLine> lines, ImmutableArray<ConsultSummary> consults, ImmutableArray<EscalationNotice> escalations);

    /// <summary>For pools that are here.</summary>
    [OneWay, AlwaysInterleave, Alias("providers")]
    Task Providers(ImmutableArray<ProviderNews> providers);
}
