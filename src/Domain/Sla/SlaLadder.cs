using System.Collections.Immutable;
using Dispatch.Domain.Consults;

namespace Dispatch.Domain.Sla;

/// <summary>
/// The steps that apply to one consult, fixed when it was asked for. What is done at 100 % of <see cref="SlaPromise.Start"/>
/// (the assignment is released) and of <see cref="SlaPromise.GiveUp"/> (the consult expires) is no step: no policy can
/// leave it out.
/// </summary>
/// <param name="Steps">At most <see cref="StepsLimit"/>; a step's number is its place here.</param>
[GenerateSerializer, Immutable, Alias("sla-ladder")]
public sealed record SlaLadder([property: Id(0)] ImmutableArray<LadderStep> Steps)
{
    /// <summary>Steps taken are kept as a bit each.</summary>
    public const int StepsLimit = 24;

    /// <summary>DESIGN's table. A consult without a ladder of its own has this one, so it is never changed: others are added beside it.</summary>
    public static SlaLadder Default { get; } = new(
    [
        new(SlaPromise.FirstOffer, 50, LadderAction.DropPreferences),
        new(SlaPromise.FirstOffer, 80, LadderAction.OfferToTwo),
        new(SlaPromise.FirstOffer, 100, LadderAction.TellOperator),
        new(SlaPromise.Acceptance, 50, LadderAction.RaisePriority),
        new(SlaPromise.Acceptance, 80, LadderAction.OfferToThree),
        new(SlaPromise.Acceptance, 100, LadderAction.TellClinicAndOperator),
        new(SlaPromise.Start, 50, LadderAction.RemindProvider),
        new(SlaPromise.Start, 80, LadderAction.RemindProvider),
        new(SlaPromise.Completion, 80, LadderAction.RemindProvider),
        new(SlaPromise.GiveUp, 80, LadderAction.TellPatientAndClinic),
    ]);

    /// <summary>What is done when the promise is missed.</summary>
    public LadderAction ActionWhenMissed(SlaPromise promise)
    {
        foreach (var step in Steps)
        {
            if (step.Promise == promise && step.Percent == 100)
            {
                return step.Action;
            }
        }

        return promise == SlaPromise.InProgressLimit ? LadderAction.RemindProvider : LadderAction.Record;
    }

    /// <param name="taken">A bit per step.</param>
    public bool Has(LadderAction action, int taken)
    {
        for (var i = 0; i < Steps.Length; i++)
        {
            if (Steps[i].Action == action && (taken & (1 << i)) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What remains taken when somebody new serves the consult: whoever it is has not been reminded.</summary>
    public int WithoutThoseOfAnAssignment(int taken)
    {
        for (var i = 0; i < Steps.Length && taken != 0; i++)
        {
            if (Steps[i].Promise == SlaPromise.Start || Steps[i].Action == LadderAction.RemindProvider)
            {
                taken &= ~(1 << i);
            }
        }

        return taken;
    }

    /// <summary>When soft preferences stop to count: at the first step that drops them, and not later than the first
    /// offer was promised, so that a ladder without such a step leaves nobody waiting for ever.</summary>
    public DateTimeOffset PreferencesInForceUntil(DateTimeOffset requestedAt, SlaDeadlines sla)
    {
        var until = sla.FirstOfferBy;
        foreach (var step in Steps)
        {
            if (step.Action == LadderAction.DropPreferences)
            {
                var deadline = step.Promise == SlaPromise.FirstOffer ? sla.FirstOfferBy : sla.AcceptBy;
                var at = step.At(requestedAt, deadline);
                until = at < until ? at : until;
            }
        }

        return until;
    }

    /// <summary>What may be done for a promise when so much of its time has passed.</summary>
    public static ImmutableArray<LadderAction> ActionsOf(SlaPromise promise, int percent)
    {
        ImmutableArray<LadderAction> tell =
            [LadderAction.TellOperator, LadderAction.TellClinicAndOperator, LadderAction.TellPatientAndClinic];
        return (promise, percent) switch
        {
            (_, 100) => tell,
            (SlaPromise.FirstOffer or SlaPromise.Acceptance, _) =>
            [
                LadderAction.DropPreferences, LadderAction.RaisePriority, LadderAction.OfferToTwo, LadderAction.OfferToThree, .. tell,
            ],
            (SlaPromise.Start or SlaPromise.Completion, _) => [LadderAction.RemindProvider, .. tell],
            _ => tell,
        };
    }
}
