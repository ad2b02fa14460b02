using Dispatch.Domain.Providers;

namespace Dispatch.Domain.Consults;

/// <summary>
/// The next time that matters for an open consult, and what is due then. Every phase has one, so that nothing is
/// ever stuck: waiting ends by giving up, an assignment by its start, its loss of connection or its limit.
/// Deadlines are absolute and come from the store, so they survive everybody involved.
/// </summary>
public static class ConsultWatch
{
    /// <param name="disconnectedSince">When the serving provider was first seen without a socket; null while connected.</param>
    /// <returns>Null for an ended consult.</returns>
    public static (DateTimeOffset At, WatchAction Action)? Next(OpenConsult open, DateTimeOffset? disconnectedSince)
    {
        (DateTimeOffset At, WatchAction Action)? next = null;
        var sla = open.Ticket.Sla;
        switch (open.Status)
        {
            case ConsultStatus.Waiting or ConsultStatus.Offered:
                if (open.OffersMade == 0)
                {
                    Promise(SlaPromise.FirstOffer, sla.FirstOfferBy);
                }

                Promise(SlaPromise.Acceptance, sla.AcceptBy);
                Promise(SlaPromise.Completion, sla.CompleteBy);
                Earlier(open.GiveUpAt, new WatchAction.Expire(ExpiryReason.NoProvider));
                if (open.OffersMade >= DispatchLimits.OffersPerConsult && open.Status == ConsultStatus.Waiting)
                {
                    Earlier(open.UpdatedAt, new WatchAction.Expire(ExpiryReason.OfferLimit));
                }

                break;

            case ConsultStatus.Assigned:
                Promise(SlaPromise.Completion, sla.CompleteBy);
                if (open.StartBy is { } startBy)
                {
                    Promise(SlaPromise.Start, startBy);
                    Earlier(startBy, new WatchAction.Release(open.Number, ReleaseReason.NotStarted));
                }
                else
                {
                    RunsTooLongFrom(open.AssignedAt!.Value);
                }

                LostFor(DispatchLimits.AssignedDisconnectLimit);
                break;

            case ConsultStatus.InProgress:
                Promise(SlaPromise.Completion, sla.CompleteBy);
                RunsTooLongFrom(open.StartedAt!.Value);
                LostFor(DispatchLimits.InProgressDisconnectLimit);
                break;
        }

        return next;

        void Promise(SlaPromise promise, DateTimeOffset deadline)
        {
            if ((open.EscalatedPromises & Consult.Bit(promise)) == 0)
            {
                Earlier(deadline, new WatchAction.Escalate(promise, deadline));
            }
        }

        void RunsTooLongFrom(DateTimeOffset since)
        {
            Promise(SlaPromise.InProgressLimit, since + sla.InProgressLimit);
            Earlier(
                since + sla.InProgressLimit + DispatchLimits.InProgressNotice,
                new WatchAction.Release(open.Number, ReleaseReason.NotCompleted));
        }

        void LostFor(TimeSpan limit)
        {
            if (open.Ticket.Requirements.Modality == Modality.Live && disconnectedSince is { } since)
            {
                Earlier(since + limit, new WatchAction.Release(open.Number, ReleaseReason.ConnectionLost));
            }
        }

        // Of two at the same instant the first one named wins: what is missed is recorded before it has consequences.
        void Earlier(DateTimeOffset at, WatchAction action)
        {
            if (next is null || at < next.Value.At)
            {
                next = (at, action);
            }
        }
    }
}
