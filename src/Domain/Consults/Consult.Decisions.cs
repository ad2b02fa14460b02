using System.Collections.Immutable;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Services;

namespace Dispatch.Domain.Consults;

/// <summary>The decisions about a consult. None changes it; each answers with the event to record, or why not.</summary>
public sealed partial record Consult
{
    /// <summary>May the provider of this offer serve the consult? An offer need not be open: a late accept may win.</summary>
    public Verdict<ConsultEvent, GoneReason> Assign(OfferSummary offer, int slot, DateTimeOffset now, int units = 0)
    {
        if (Status.IsServed() && AssignedOffer!.Id == offer.Id)
        {
            return Verdict<ConsultEvent, GoneReason>.Repeat;
        }

        if (WhyNotServable() is { } gone)
        {
            return Verdict<ConsultEvent, GoneReason>.Refuse(gone);
        }

        var startBy = Ticket.Sla.StartWithin is { } within ? now + within : (DateTimeOffset?)null;
        return Verdict<ConsultEvent, GoneReason>.Record(new ConsultAssigned(Number + 1, offer, slot, startBy, units));
    }

    public Verdict<ConsultEvent, GoneReason> Start(ProviderId provider, int number)
    {
        if (WhyNotCurrent(provider, number) is { } gone)
        {
            return Verdict<ConsultEvent, GoneReason>.Refuse(gone);
        }

        return Status == ConsultStatus.InProgress
            ? Verdict<ConsultEvent, GoneReason>.Repeat
            : Verdict<ConsultEvent, GoneReason>.Record(new ConsultStarted(number));
    }

    /// <param name="order">The id that the order gets if the consult is approved.</param>
    public Verdict<ConsultEvent, CompletionRefusal> Complete(
        ProviderId provider,
        int number,
        Decision decision,
        bool isJustified,
        ImmutableArray<ServiceId> orderedServices,
        OrderId order,
        SealedData record)
    {
        if (Status == ConsultStatus.Completed && Number == number && AssignedOffer!.Provider == provider)
        {
            return Verdict<ConsultEvent, CompletionRefusal>.Repeat;
        }

        var refusal = WhyNotCurrent(provider, number) is { } gone ? new CompletionRefusal(Gone: gone)
            : Status != ConsultStatus.InProgress ? new CompletionRefusal(NotStarted: true)
            : !isJustified ? new CompletionRefusal(NotJustified: true)
            : WhyOrdersDoNotMatch(decision, orderedServices);
        return refusal is { } no
            ? Verdict<ConsultEvent, CompletionRefusal>.Refuse(no)
            : Verdict<ConsultEvent, CompletionRefusal>.Record(new ConsultCompleted(
                number, provider, decision, decision == Consults.Decision.Approved ? order : null, record));
    }

    public Verdict<ConsultEvent, GoneReason> Release(int number, ReleaseReason reason, SealedData? note)
    {
        if (Status.IsUnassigned() && Number == number && number > 0)
        {
            return Verdict<ConsultEvent, GoneReason>.Repeat;
        }

        return WhyNotCurrent(provider: null, number) is { } gone
            ? Verdict<ConsultEvent, GoneReason>.Refuse(gone)
            : Verdict<ConsultEvent, GoneReason>.Record(new ConsultReleased(number, reason, note));
    }

    /// <summary>
    /// A watch ran out that was set over the consult in that status. What overtook the word of it, such as the start of an assignment that
    /// was not begun in time, ended the reason.
    /// </summary>
    public Verdict<ConsultEvent, GoneReason> ReleaseOverdue(int number, ConsultStatus watched, ReleaseReason reason) =>
        Status == watched
            ? Release(number, reason, note: null)
            : Verdict<ConsultEvent, GoneReason>.Refuse(WhyNotCurrent(provider: null, number) ?? GoneReason.AssignmentEnded);

    public Verdict<ConsultEvent, ConsultStatus> Cancel(ClosedBy by, SealedData reason) => Status switch
    {
        ConsultStatus.Cancelled => Verdict<ConsultEvent, ConsultStatus>.Repeat,
        ConsultStatus.None or ConsultStatus.Completed or ConsultStatus.Expired =>
            Verdict<ConsultEvent, ConsultStatus>.Refuse(Status),
        _ => Verdict<ConsultEvent, ConsultStatus>.Record(new ConsultCancelled(by, reason)),
    };

    /// <summary>Refused once somebody serves it: then there is no reason to give up.</summary>
    public Verdict<ConsultEvent, ConsultStatus> Expire(ExpiryReason reason) => Status switch
    {
        ConsultStatus.Waiting or ConsultStatus.Offered =>
            Verdict<ConsultEvent, ConsultStatus>.Record(new ConsultExpired(reason)),
        ConsultStatus.Expired => Verdict<ConsultEvent, ConsultStatus>.Repeat,
        _ => Verdict<ConsultEvent, ConsultStatus>.Refuse(Status),
    };

    /// <summary>Recorded once per promise or step, and per assignment where it belongs to one.</summary>
    /// <param name="deadline">Of the promise.</param>
    /// <param name="step">Its place in the ladder; null when the promise was missed.</param>
    public Verdict<ConsultEvent, ConsultStatus> Escalate(SlaPromise promise, DateTimeOffset deadline, int? step = null)
    {
        if (step is { } number)
        {
            return TakeStep(number, deadline);
        }

        var matters = promise switch
        {
            SlaPromise.FirstOffer => Status == ConsultStatus.Waiting && OffersMade == 0,
            SlaPromise.Acceptance => Status.IsUnassigned(),
            SlaPromise.Start => Status == ConsultStatus.Assigned,
            SlaPromise.InProgressLimit => Status.IsServed(),
            SlaPromise.Completion => Exists && !Status.IsEnded(),
            _ => false,
        };
        return !matters ? Verdict<ConsultEvent, ConsultStatus>.Refuse(Status)
            : HasEscalated(promise) ? Verdict<ConsultEvent, ConsultStatus>.Repeat
            : Verdict<ConsultEvent, ConsultStatus>.Record(
                new ConsultEscalated(promise, deadline, Action: Ladder.ActionWhenMissed(promise)));
    }

    private Verdict<ConsultEvent, ConsultStatus> TakeStep(int number, DateTimeOffset deadline)
    {
        if (!Exists || Status.IsEnded() || number >= Ladder.Steps.Length)
        {
            return Verdict<ConsultEvent, ConsultStatus>.Refuse(Status);
        }

        var step = Ladder.Steps[number];
        return (StepsTaken & (1 << number)) != 0 ? Verdict<ConsultEvent, ConsultStatus>.Repeat
            : !ConsultWatch.Matters(ToOpenConsult(), step) ? Verdict<ConsultEvent, ConsultStatus>.Refuse(Status)
            : Verdict<ConsultEvent, ConsultStatus>.Record(
                new ConsultEscalated(step.Promise, deadline, step.Percent, step.Action, number));
    }

    private GoneReason? WhyNotServable() => Status switch
    {
        ConsultStatus.Waiting or ConsultStatus.Offered => null,
        ConsultStatus.Assigned or ConsultStatus.InProgress => GoneReason.AssignedToAnother,
        ConsultStatus.Completed => GoneReason.ConsultCompleted,
        ConsultStatus.Cancelled => GoneReason.ConsultCancelled,
        ConsultStatus.Expired => GoneReason.ConsultExpired,
        _ => GoneReason.UnknownConsult,
    };

    private GoneReason? WhyNotCurrent(ProviderId? provider, int number)
    {
        if (Status.IsServed())
        {
            return Number == number && (provider is null || AssignedOffer!.Provider == provider)
                ? null
                : GoneReason.AssignmentEnded;
        }

        return WhyNotServable() ?? GoneReason.AssignmentEnded;
    }

    private CompletionRefusal? WhyOrdersDoNotMatch(Decision decision, ImmutableArray<ServiceId> ordered)
    {
        var asked = decision == Consults.Decision.Approved ? Ticket.Requirements.Services : [];
        ImmutableArray<ServiceId> missing = [.. asked.Except(ordered)];
        ImmutableArray<ServiceId> notAskedFor = [.. ordered.Except(asked)];
        return missing.IsEmpty && notAskedFor.IsEmpty
            ? null
            : new CompletionRefusal(Missing: missing, NotAskedFor: notAskedFor);
    }
}
