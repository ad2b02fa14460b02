using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Sla;
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

    /// <summary>Those who hold another offer of it lose it. Its pool says so too, unless it came to life since and knows
    /// only some of them.</summary>
    public void AssignedToAnother(ImmutableArray<OfferSummary> offers, OfferId winner)
    {
        foreach (var lost in offers)
        {
            if (lost.Id != winner)
            {
                _ = grains.GetGrain<IProviderGrain>(lost.Provider.Value).Rescind(lost.Id, RescindReason.AssignedToAnother);
            }
        }
    }

    /// <summary>A step was taken: its clinic and the operator hear of it, and whoever serves it, where that is the step.</summary>
    public void Escalated(Consult consult, ConsultEscalated taken)
    {
        var ticket = consult.Ticket;
        var notice = new EscalationNotice(ticket.Consult, ticket.Clinic, ticket.Requirements.State, taken);
        foreach (var node in nodes.All)
        {
            _ = node.Escalated(notice);
        }

        if (taken.Action == LadderAction.RemindProvider && consult.ServedBy is { } provider)
        {
            var dueAt = taken.Promise == SlaPromise.InProgressLimit ? taken.Deadline + DispatchLimits.InProgressNotice : taken.Deadline;
            _ = grains.GetGrain<IProviderGrain>(provider.Value).Remind(ticket.Consult, consult.Number, taken.Promise, dueAt);
        }
    }
}
