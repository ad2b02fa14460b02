using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Sla;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// Every promise's timer fires: whatever is due for an open consult is done within seconds, whoever died meanwhile. The
/// deadlines are told here from the promises, apart from the product's own watch.
/// </summary>
internal sealed class PromisesKept(World world) : Rule(world)
{
    private const int TicksPerLook = 4;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(6);
    private readonly Dictionary<ConsultId, DateTimeOffset> _waitsAgain = [];
    private int _ticks;

    public override void On(ConsultFact fact)
    {
        if (fact.Event is ConsultReleased)
        {
            _waitsAgain[fact.Id] = fact.At;
        }
        else if (fact.After.Status.IsEnded())
        {
            _waitsAgain.Remove(fact.Id);
        }
    }

    public override void Tick()
    {
        if (++_ticks % TicksPerLook != 0 || World.CalmSince is not { } calm)
        {
            return;
        }

        // What fell due during the storm has until the end of the recovery.
        var recovered = Scenario.Start + (World.Scenario.IsExact ? TimeSpan.Zero : calm + Scenario.Recovery);
        var now = World.Clock.GetUtcNow();
        if (now < recovered)
        {
            return;
        }

        foreach (var (id, consult) in Facts.Open)
        {
            if (FirstDue(consult, recovered) is { } due && now > Latest(due.At, recovered) + Grace)
            {
                Break($"{id} {consult.ServedBy}", $"{due.What} was due at {due.At:O}, while {consult.Status}.");
                return;
            }
        }
    }

    private (DateTimeOffset At, string What)? FirstDue(Consult consult, DateTimeOffset recovered)
    {
        (DateTimeOffset At, string What)? first = null;
        var (ticket, sla) = (consult.Ticket, consult.Ticket.Sla);

        // What fell due while somebody had it is due when it waits again.
        var waitsAgain = consult.Status is ConsultStatus.Waiting or ConsultStatus.Offered
            ? _waitsAgain.GetValueOrDefault(ticket.Consult) : default;
        Missed(SlaPromise.Completion, sla.CompleteBy);
        for (var i = 0; i < consult.Ladder.Steps.Length; i++)
        {
            if ((consult.StepsTaken & (1 << i)) == 0)
            {
                Step(consult.Ladder.Steps[i]);
            }
        }

        switch (consult.Status)
        {
            case ConsultStatus.Waiting or ConsultStatus.Offered:
                Missed(SlaPromise.Acceptance, sla.AcceptBy);
                if (consult.Status == ConsultStatus.Waiting && consult.OffersMade == 0)
                {
                    Missed(SlaPromise.FirstOffer, sla.FirstOfferBy);
                }

                Due(consult.GiveUpAt, "Giving up");
                break;
            case ConsultStatus.Assigned when consult.StartBy is { } startBy:
                Missed(SlaPromise.Start, startBy);
                Due(startBy, "The release of who did not start");
                LostFor(DispatchLimits.AssignedDisconnectLimit);
                break;
            case ConsultStatus.Assigned:
                RunsFrom(consult.AssignedAt!.Value);
                break;
            case ConsultStatus.InProgress:
                RunsFrom(consult.StartedAt!.Value);
                LostFor(DispatchLimits.InProgressDisconnectLimit);
                break;
        }

        return first;

        void Due(DateTimeOffset deadline, string what)
        {
            var at = Latest(deadline, waitsAgain);
            first = first is null || at < first.Value.At ? (at, what) : first;
        }

        void Missed(SlaPromise promise, DateTimeOffset deadline)
        {
            if (!consult.HasEscalated(promise))
            {
                Due(deadline, $"The record that {promise} was missed");
            }
        }

        // What happens when a promise is missed is told with the promise.
        void Step(LadderStep step)
        {
            if (step.Percent < 100 && IsAtRisk(consult, step) && HasEffect(consult, step.Action))
            {
                var (from, deadline) = step.Promise switch
                {
                    SlaPromise.FirstOffer => (ticket.WaitsSince, sla.FirstOfferBy),
                    SlaPromise.Acceptance => (ticket.WaitsSince, sla.AcceptBy),
                    SlaPromise.Start => (consult.AssignedAt!.Value, consult.StartBy!.Value),
                    SlaPromise.Completion => (ticket.WaitsSince, sla.CompleteBy),
                    _ => (ticket.WaitsSince, consult.GiveUpAt),
                };

                // Whoever is to be reminded of a time that passed before is reminded when they have it.
                var at = step.At(from, deadline);
                Due(consult.Status.IsServed() ? Latest(at, consult.AssignedAt!.Value) : at, $"The step {step.Action} of {step.Promise}");
            }
        }

        void RunsFrom(DateTimeOffset since)
        {
            Missed(SlaPromise.InProgressLimit, since + sla.InProgressLimit);
            Due(since + sla.InProgressLimit + DispatchLimits.InProgressNotice, "The release of who does not complete");
        }

        void LostFor(TimeSpan limit)
        {
            if (ticket.Requirements.Modality == Modality.Live && LostSince(consult.ServedBy!.Value) is { } since)
            {
                // A pool that comes to life counts from when it looks.
                Due(Latest(Latest(consult.AssignedAt!.Value, since), recovered) + limit, "The release of who lost their socket");
            }
        }
    }

    private static bool IsAtRisk(Consult consult, LadderStep step) => step.Promise switch
    {
        SlaPromise.FirstOffer when step.Action == LadderAction.DropPreferences => consult.Status.IsUnassigned(),
        SlaPromise.FirstOffer => consult.Status == ConsultStatus.Waiting && consult.OffersMade == 0,
        SlaPromise.Acceptance or SlaPromise.GiveUp => consult.Status.IsUnassigned(),
        SlaPromise.Start => consult.Status == ConsultStatus.Assigned && consult.StartBy is not null,
        SlaPromise.Completion => step.Action != LadderAction.RemindProvider || consult.Status.IsServed(),
        _ => false,
    };

    private static bool HasEffect(Consult consult, LadderAction action) => action switch
    {
        LadderAction.DropPreferences => consult.Ticket.Preferences.Any,
        LadderAction.RaisePriority => consult.Ticket.Priority > Priority.Urgent && !HasTaken(consult, action),
        LadderAction.OfferToTwo => !HasTaken(consult, LadderAction.OfferToTwo) && !HasTaken(consult, LadderAction.OfferToThree),
        LadderAction.OfferToThree => !HasTaken(consult, LadderAction.OfferToThree),
        _ => true,
    };

    private static bool HasTaken(Consult consult, LadderAction action) => consult.Ladder.Has(action, consult.StepsTaken);

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private DateTimeOffset? LostSince(ProviderId provider) =>
        World.Providers.FirstOrDefault(p => p.Id == provider)?.LostSince is { } lost ? Scenario.Start + lost : null;
}
