using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Journal;

namespace Dispatch.Grains.Providers;

/// <summary>How an offer becomes an assignment: the consult decides, and answers again what it answered before.</summary>
public sealed partial class ProviderGrain
{
    private DateTimeOffset? _retryAcceptAt;

    public async Task<AcceptResult> Accept(OfferId offer)
    {
        if (_desk is null)
        {
            return new AcceptResult.Gone(GoneReason.UnknownOffer);
        }

        switch (_desk.BeginAccept(offer, time.GetUtcNow()))
        {
            case AcceptStep.Already already:
                return await Consult(already.Assignment.Ticket.Consult).Get() is { } view
                    ? new AcceptResult.Assigned(already.Assignment.Number, view)
                    : new AcceptResult.Gone(GoneReason.UnknownConsult);

            case AcceptStep.NotEligible notEligible:
                return NotEligible(notEligible.Dropped, notEligible.Requirement);

            case AcceptStep.Gone { Reason: GoneReason.UnknownOffer }:
                return await AcceptedBefore(offer) ?? new AcceptResult.Gone(GoneReason.UnknownOffer);

            case AcceptStep.Gone gone:
                return new AcceptResult.Gone(gone.Reason);

            case AcceptStep.Ask ask:
                return await Ask(ask.Held);

            default:
                throw new InvariantBrokenException("Every step of an acceptance is taken.");
        }
    }

    private async Task<AcceptResult> Ask(HeldOffer held)
    {
        AssignResult answer;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                answer = await Consult(held.Ticket.Consult).Assign(held.Offer, held.Slot, held.Units, _desk!.State.Standing);
                if (answer is not AssignResult.StandingChanged)
                {
                    break;
                }

                await ReadStanding();
                if (Unmet(held.Ticket, time.GetUtcNow()) is { } unmet)
                {
                    return NotEligible(_desk.EndOffer(held.Offer.Id, time.GetUtcNow(), declined: false), unmet);
                }

                if (attempt == DispatchLimits.AppendAttempts)
                {
                    throw StandingChangesAgain();
                }
            }
        }
        catch (Exception fault)
        {
            // Where nothing was written, neither now nor before, the offer is as open as it was.
            var wroteNothing = fault is StoreUnavailableException and not AppendOutcomeUnknownException;
            if (!wroteNothing || !_desk!.Reopen(held.Offer.Id))
            {
                _desk!.Doubt(held.Offer.Id);
                _retryAcceptAt = time.GetUtcNow() + DispatchLimits.AcceptRetry;
            }

            ArmTimer();
            throw;
        }

        return await Answered(held, answer);
    }

    /// <summary>The provider may not serve what it was about to accept.</summary>
    /// <param name="dropped">The offer whose slot is free now; null when it held none.</param>
    /// <param name="unmet">Why.</param>
    private AcceptResult.Gone NotEligible(HeldOffer? dropped, UnmetRequirement unmet)
    {
        if (dropped is not null)
        {
            var fact = new OfferFact.Rescinded(dropped.Offer.Id, _id, WhyRescinded(unmet));
            TellOfferEnded(dropped, fact, OfferEnd.Withdrawn);
            LookForWork();
            ArmTimer();
        }

        return new AcceptResult.Gone(GoneReason.NotEligible);
    }

    private async Task<AcceptResult> Answered(HeldOffer held, AssignResult answer)
    {
        switch (answer)
        {
            case AssignResult.Assigned assigned:
                _desk!.Assigned(held, assigned.Number);
                ArmTimer();
                return new AcceptResult.Assigned(assigned.Number, assigned.Consult);

            case AssignResult.SlotTaken:
                // Another activation of this provider filled the slot: the store knows with what.
                FreeAfterRefusal(held);
                await ReadAssignments();
                ArmTimer();
                return new AcceptResult.Gone(GoneReason.NoCapacity);

            case AssignResult.Gone gone:
                FreeAfterRefusal(held);
                LookForWork();
                ArmTimer();
                return new AcceptResult.Gone(gone.Reason);

            default:
                throw new InvariantBrokenException("Every answer of a consult is understood.");
        }
    }

    private void FreeAfterRefusal(HeldOffer held)
    {
        if (_desk!.EndOffer(held.Offer.Id, time.GetUtcNow(), declined: false) is not null)
        {
            _ = Pool(held.Ticket).OfferEnded(held.Offer.Id, OfferEnd.Withdrawn);
        }
    }

    /// <summary>What another activation answered, of which this one knows from the store only: that does not name offers.</summary>
    private async Task<AcceptResult?> AcceptedBefore(OfferId offer)
    {
        // It may have taken effect after this activation had read what it serves.
        await ReadAssignments();
        ArmTimer();
        foreach (var served in _desk!.Assignments.Where(a => a.Offer is null).ToList())
        {
            if (await Consult(served.Ticket.Consult).Read() is { } view
                && view.AssignedOffer == offer
                && view.Summary.Number == served.Number
                && view.Summary.Status.IsServed())
            {
                return new AcceptResult.Assigned(served.Number, view);
            }
        }

        return null;
    }

    /// <summary>Acceptances of unknown outcome: assigning the same offer again answers what is true.</summary>
    private async Task ResolveAcceptances()
    {
        _retryAcceptAt = null;
        foreach (var held in _desk!.Offers.Where(o => !o.IsOpen).ToList())
        {
            try
            {
                if (Unmet(held.Ticket, time.GetUtcNow()) is { } unmet)
                {
                    await ResolveForbidden(held, unmet);
                }
                else if (await Ask(held) is AcceptResult.Assigned assigned)
                {
                    PushConsultChanged(held.Ticket.Consult, assigned.Number, ConsultStatus.Assigned);
                }
            }
            catch (Exception fault)
            {
                LogUnresolved(_id, held.Offer.Id, fault);
                _retryAcceptAt = time.GetUtcNow() + DispatchLimits.AcceptRetry;
            }
        }
    }

    /// <summary>The provider may not serve it any more: an acceptance that took effect is released, another is given up.</summary>
    private async Task ResolveForbidden(HeldOffer held, UnmetRequirement unmet)
    {
        var summary = (await Consult(held.Ticket.Consult).Read())?.Summary;
        if (summary is { Provider: { } provider } && provider == _id && summary.Status.IsServed())
        {
            await Consult(held.Ticket.Consult).Release(summary.Number, WhyReleased(unmet), note: null);
        }

        FreeAfterRefusal(held);
        PushRescinded(held, WhyRescinded(unmet));
        LookForWork();
    }
}
