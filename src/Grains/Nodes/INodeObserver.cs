using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;

namespace Dispatch.Grains.Nodes;

/// <summary>One process as grains see it: its sockets and its state board. Registered once per process.</summary>
[Alias("node")]
public interface INodeObserver : IGrainObserver
{
    /// <summary>Queues a message to the provider's sockets on this node.</summary>
    /// <returns>False when the node holds no socket of the provider.</returns>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("push")]
    Task<bool> Push(ProviderId provider, ProviderMessage message);

    /// <summary>Tells clinics that watch.</summary>
    [OneWay, Alias("consult-changed")]
    Task ConsultChanged(ConsultSummary consult);

    /// <summary>Tells clinics that watch, and the operator, that a step was taken.</summary>
    [OneWay, Alias("escalated")]
    Task Escalated(EscalationNotice notice);

    /// <summary>Updates the state board.</summary>
    [OneWay, Alias("line-changed")]
    Task LineChanged(StateLine line);

    /// <summary>Providers with a socket here who are on duty and licensed in the state, in the order of their ids.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("on-duty")]
    Task<ImmutableArray<ProviderId>> OnDuty(StateCode state);

    /// <summary>Has providers with a socket here announce themselves to the pool of the state, those who are free and not
    /// listed as they are.</summary>
    [OneWay, AlwaysInterleave, Alias("report-availability")]
    Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions);

    /// <summary>Which of these have a socket here.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("connected")]
    Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers);

    /// <summary>An activation of the provider is new: the node connects each socket that it holds of the provider again.</summary>
    [OneWay, AlwaysInterleave, Alias("reconnect")]
    Task Reconnect(ProviderId provider);
}
