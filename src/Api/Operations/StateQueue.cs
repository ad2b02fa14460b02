using Dispatch.Domain.Consults;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Operations;

/// <summary>Reads from the store what is open in one state.</summary>
public sealed class StateQueue(IOpenConsults consults, ApiLimits limits)
{
    public async Task<StateQueueBody> Read(StateCode state, CancellationToken cancellationToken)
    {
        var open = await consults.InState(state, cancellationToken);
        return new StateQueueBody(
            state,
            [.. open.OrderBy(c => c.Status.IsServed()).Take(limits.QueueListed).Select(BodyOf)],
            open.Count > limits.QueueListed);
    }

    private static QueuedConsultBody BodyOf(OpenConsult open) => new(
        open.Ticket.Consult,
        open.Ticket.Clinic,
        open.Status,
        open.Ticket.Requirements.Modality,
        open.Priority,
        open.Ticket.Requirements.Services,
        open.Ticket.RequestedAt,
        open.Ticket.WaitsSince,
        open.Ticket.Sla.FirstOfferBy,
        open.Ticket.Sla.AcceptBy,
        open.OffersMade,
        open.Provider);
}
