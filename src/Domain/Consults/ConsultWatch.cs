using Dispatch.Domain.Providers;
using Dispatch.Domain.Sla;

namespace Dispatch.Domain.Consults;

/// <summary>
/// The next time that matters for an open consult, and what is due then. Every phase has one, so that nothing is
/// ever stuck: waiting ends by giving up, an assignment by its start, its loss of connection or its limit.
/// Deadlines are absolute and come from the store, so they survive everybody involved. What was done is a bit in the
/// consult's row, so that no step of a ladder is taken twice.
/// </summary>
public static class ConsultWatch
{
    /// <param name="disconnectedSince">When the serving provider was first seen without a socket; null while connected.</param>
    /// <returns>Null for an ended consult.</returns>
    public static (DateTimeOffset At, WatchAction Action)? Next(OpenConsult open, DateTimeOffset? disconnectedSince)
    {
        var next = Find(open, disconnectedSince);
        return next.IsSet ? (next.At, next.ToAction(open)) : null;
    }

    /// <summary>Only when: asked at every change of a consult, it makes nothing.</summary>
    public static DateTimeOffset? NextAt(OpenConsult open, DateTimeOffset? disconnectedSince)
    {
        var next = Find(open, disconnectedSince);
        return next.IsSet ? next.At : null;
    }

    /// <summary>Whether a step would do anything for the consult as it stands: a kept promise needs none.</summary>
    public static bool Matters(OpenConsult open, LadderStep step)
    {
        var atRisk = step.Promise switch
        {
            SlaPromise.FirstOffer => step.Action == LadderAction.DropPreferences
                ? open.Status.IsUnassigned()
                : open.Status == ConsultStatus.Waiting && open.OffersMade == 0,
            SlaPromise.Acceptance or SlaPromise.GiveUp => open.Status.IsUnassigned(),
            SlaPromise.Start => open is { Status: ConsultStatus.Assigned, StartBy: not null },
            SlaPromise.Completion => step.Action == LadderAction.RemindProvider ? open.Status.IsServed() : !open.Status.IsEnded(),
            _ => false,
        };
        return atRisk && step.Action switch
        {
            LadderAction.DropPreferences => open.Ticket.Preferences.Any,
            LadderAction.RaisePriority => open.Priority > Priority.Urgent,
            LadderAction.OfferToTwo => open.OffersAtOnce < 2,
            LadderAction.OfferToThree => open.OffersAtOnce < 3,
            _ => true,
        };
    }

    private static DueNext Find(OpenConsult open, DateTimeOffset? disconnectedSince)
    {
        var next = default(DueNext);
        var sla = open.Ticket.Sla;
        switch (open.Status)
        {
            case ConsultStatus.Waiting or ConsultStatus.Offered:
                Promise(SlaPromise.FirstOffer, open.Ticket.WaitsSince, sla.FirstOfferBy, watched: open.OffersMade == 0);
                Promise(SlaPromise.Acceptance, open.Ticket.WaitsSince, sla.AcceptBy);
                Promise(SlaPromise.Completion, open.Ticket.WaitsSince, sla.CompleteBy);
                Steps(SlaPromise.GiveUp, open.Ticket.WaitsSince, open.GiveUpAt);
                next.Earlier(open.GiveUpAt, ExpiryReason.NoProvider);
                if (open.OffersMade >= DispatchLimits.OffersPerConsult)
                {
                    next.Earlier(EveryOfferHasEndedBy(open), ExpiryReason.OfferLimit);
                }

                break;

            case ConsultStatus.Assigned:
                Promise(SlaPromise.Completion, open.Ticket.WaitsSince, sla.CompleteBy);
                if (open.StartBy is { } startBy)
                {
                    Promise(SlaPromise.Start, open.AssignedAt!.Value, startBy);
                    next.Earlier(startBy, ReleaseReason.NotStarted);
                }
                else
                {
                    RunsTooLongFrom(open.AssignedAt!.Value);
                }

                LostFor(DispatchLimits.AssignedDisconnectLimit);
                break;

            case ConsultStatus.InProgress:
                Promise(SlaPromise.Completion, open.Ticket.WaitsSince, sla.CompleteBy);
                RunsTooLongFrom(open.StartedAt!.Value);
                LostFor(DispatchLimits.InProgressDisconnectLimit);
                break;
        }

        return next;

        // Of two at the same instant the first one named wins: what is missed is recorded before it has consequences.
        void Promise(SlaPromise promise, DateTimeOffset from, DateTimeOffset deadline, bool watched = true)
        {
            Steps(promise, from, deadline);
            if (watched && (open.EscalatedPromises & Consult.Bit(promise)) == 0)
            {
                next.Earlier(deadline, promise, deadline, step: null);
            }
        }

        void Steps(SlaPromise promise, DateTimeOffset from, DateTimeOffset deadline)
        {
            var steps = open.Ladder.Steps;
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i].Promise == promise
                    && steps[i].Percent < 100
                    && (open.StepsTaken & (1 << i)) == 0
                    && Matters(open, steps[i]))
                {
                    next.Earlier(steps[i].At(from, deadline), promise, deadline, i);
                }
            }
        }

        void RunsTooLongFrom(DateTimeOffset since)
        {
            var limit = since + sla.InProgressLimit;
            if ((open.EscalatedPromises & Consult.Bit(SlaPromise.InProgressLimit)) == 0)
            {
                next.Earlier(limit, SlaPromise.InProgressLimit, limit, step: null);
            }

            next.Earlier(limit + DispatchLimits.InProgressNotice, ReleaseReason.NotCompleted);
        }

        void LostFor(TimeSpan limit)
        {
            if (open.Ticket.Requirements.Modality == Modality.Live && disconnectedSince is { } since)
            {
                next.Earlier(since + limit, ReleaseReason.ConnectionLost);
            }
        }
    }

    /// <summary>The word of how an offer ended may get lost: none outlives the time that a pool gives it.</summary>
    private static DateTimeOffset EveryOfferHasEndedBy(OpenConsult open) =>
        open.Status == ConsultStatus.Waiting ? open.UpdatedAt : open.UpdatedAt + DispatchLimits.OfferTtl + DispatchLimits.TakeBackGrace;

    private struct DueNext
    {
        private SlaPromise _promise;
        private DateTimeOffset _deadline;
        private int? _step;
        private ExpiryReason? _expiry;
        private ReleaseReason? _release;

        public bool IsSet { get; private set; }

        public DateTimeOffset At { get; private set; }

        public void Earlier(DateTimeOffset at, SlaPromise promise, DateTimeOffset deadline, int? step)
        {
            if (Take(at))
            {
                (_promise, _deadline, _step) = (promise, deadline, step);
            }
        }

        public void Earlier(DateTimeOffset at, ExpiryReason reason)
        {
            if (Take(at))
            {
                _expiry = reason;
            }
        }

        public void Earlier(DateTimeOffset at, ReleaseReason reason)
        {
            if (Take(at))
            {
                _release = reason;
            }
        }

        public readonly WatchAction ToAction(OpenConsult open) =>
            _expiry is { } expiry ? new WatchAction.Expire(expiry)
            : _release is { } release ? new WatchAction.Release(open.Number, open.Status, release)
            : new WatchAction.Escalate(_promise, _deadline, _step);

        private bool Take(DateTimeOffset at)
        {
            if (IsSet && at >= At)
            {
                return false;
            }

            this = new DueNext { IsSet = true, At = at };
            return true;
        }
    }
}
