using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Journal;

namespace Dispatch.Grains.Providers;

/// <summary>Offers, and the assignments that come of them. How one is accepted is beside it.</summary>
public sealed partial class ProviderGrain
{
    public Task<OfferResult> Offer(OfferRequest request)
    {
        if (_desk is null)
        {
            return Task.FromResult<OfferResult>(new OfferResult.Unavailable(0, Remaining: null));
        }

        var now = time.GetUtcNow();
        var state = request.Ticket.Requirements.State;
        var result = _desk.Consider(request, now);
        ShowHowIdle();
        switch (result)
        {
            case OfferResult.Offered offered:
                ListedAs(state, offered.Remaining);

                // An offer with another id was made before: the pool adopts it, and everybody has heard of it.
                if (offered.Offer.Id == request.Offer)
                {
                    // Said by whoever says how it ends, so that the one comes before the other.
                    _ = Consult(request.Ticket.Consult).RecordOffer(new OfferFact.Made(offered.Offer));
                    PushOffer(new OpenOffer(offered.Offer, request.Ticket), now);
                    TellBusy(state, now);
                    SearchForWhatIsLeft();
                    ArmTimer();
                }

                return Task.FromResult(result);
            case OfferResult.Unavailable unavailable:
                ListedAs(state, unavailable.Remaining);
                break;
            case OfferResult.NotEligible notEligible:
                ListedAs(state, notEligible.Candidate);
                break;
            case OfferResult.DeclinedBefore declined:
                ListedAs(state, declined.Candidate);
                break;
            case OfferResult.LessIdle lessIdle:
                ListedAs(state, lessIdle.Candidate);
                break;
        }

        if (_search.Asked == state)
        {
            // This was the answer to its claim, and nothing came of it.
            AskNextState();
            ArmTimer();
        }

        return Task.FromResult(result);
    }

    public Task<DeclineResult> Decline(OfferId offer, string? reason)
    {
        if (_desk is null)
        {
            return Task.FromResult<DeclineResult>(new DeclineResult.Gone(GoneReason.UnknownOffer));
        }

        if (_desk.Offers.FirstOrDefault(o => o.Offer.Id == offer) is { IsOpen: false })
        {
            // The acceptance may have taken effect: its slot is not free until the consult says so.
            return Task.FromResult<DeclineResult>(new DeclineResult.Gone(GoneReason.Accepted));
        }

        if (_desk.EndOffer(offer, time.GetUtcNow(), declined: true) is not { } held)
        {
            return Task.FromResult<DeclineResult>(_desk.HasDeclined(offer)
                ? new DeclineResult.Declined()
                : new DeclineResult.Gone(GoneReason.UnknownOffer));
        }

        TellOfferEnded(held, new OfferFact.Declined(offer, _id, reason), OfferEnd.Declined);
        LookForWork();
        ArmTimer();
        return Task.FromResult<DeclineResult>(new DeclineResult.Declined());
    }

    public async Task<StartResult> Start(ConsultId consult)
    {
        if (await FindAssignment(consult) is not { } assignment)
        {
            return new StartResult.Gone(GoneReason.AssignmentEnded);
        }

        var result = await Consult(consult).Start(_id, assignment.Number);
        switch (result)
        {
            case StartResult.Done:
                _desk!.Started(consult);
                break;
            case StartResult.Gone:
                EndAssignment(consult, assignment.Number, ConsultStatus.None);
                break;
        }

        return result;
    }

    public async Task<CompleteResult> Complete(ConsultId consult, Completion completion)
    {
        for (var attempt = 1; attempt <= DispatchLimits.AppendAttempts; attempt++)
        {
            if (await FindAssignment(consult) is not { } assignment)
            {
                return await CompletedBefore(consult);
            }

            if (Unmet(assignment.Ticket, time.GetUtcNow()) is { } unmet)
            {
                // Whoever may not sign cannot end it well: somebody else is found at once.
                await Consult(consult).Release(assignment.Number, WhyReleased(unmet), note: null);
                EndAssignment(consult, assignment.Number, ConsultStatus.Waiting);
                return new CompleteResult.NotEligible(unmet);
            }

            var result = await Consult(consult).Complete(_id, assignment.Number, completion, _desk!.State.Standing);
            switch (result)
            {
                case CompleteResult.StandingChanged:
                    await ReadStanding();
                    continue;
                case CompleteResult.Completed:
                    EndAssignment(consult, assignment.Number, ConsultStatus.Completed);
                    break;
                case CompleteResult.Gone:
                    EndAssignment(consult, assignment.Number, ConsultStatus.None);
                    break;
            }

            return result;
        }

        throw StandingChangesAgain();
    }

    public async Task<ReleaseResult> Release(ConsultId consult, string? reason)
    {
        if (await FindAssignment(consult) is not { } assignment)
        {
            return new ReleaseResult.Gone(GoneReason.AssignmentEnded);
        }

        var result = await Consult(consult).Release(assignment.Number, ReleaseReason.ByProvider, reason);
        EndAssignment(consult, assignment.Number, ConsultStatus.Waiting);
        return result;
    }

    public Task Rescind(OfferId offer, RescindReason reason)
    {
        if (_desk?.Offers.FirstOrDefault(o => o.Offer.Id == offer) is { IsOpen: true } held)
        {
            // The pool knows: it is the one who rescinds.
            _desk.EndOffer(offer, time.GetUtcNow(), declined: false);
            _ = Consult(held.Ticket.Consult).RecordOffer(new OfferFact.Rescinded(offer, _id, reason));
            PushRescinded(held, reason);
            LookForWork();
            ArmTimer();
        }

        return Task.CompletedTask;
    }

    public Task AssignmentEnded(ConsultId consult, int number, ConsultStatus status)
    {
        EndAssignment(consult, number, status);
        return Task.CompletedTask;
    }

    public Task Remind(ConsultId consult, int number, SlaPromise promise, DateTimeOffset dueAt)
    {
        if (_desk?.FindAssignment(consult) is { } assignment && assignment.Number == number)
        {
            PushReminder(consult, promise, dueAt);
        }

        return Task.CompletedTask;
    }

    /// <summary>Held here; or, as the store knows, taken on by another activation that this one outlived.</summary>
    /// <exception cref="StoreUnavailableException">Whether there is one cannot be said now.</exception>
    private async ValueTask<HeldAssignment?> FindAssignment(ConsultId consult)
    {
        if (_desk is not null && _desk.FindAssignment(consult) is null)
        {
            await ReadAssignments();
            if (IsInDoubt(consult))
            {
                // What the store says of it becomes an assignment by the consult's answer.
                await ResolveAcceptances();
            }

            ArmTimer();
            if (IsInDoubt(consult))
            {
                throw new StoreUnavailableException($"Whether {_id} serves {consult} is not known yet.");
            }
        }

        return _desk?.FindAssignment(consult);
    }

    private bool IsInDoubt(ConsultId consult) => _desk!.Offers.Any(o => !o.IsOpen && o.Ticket.Consult == consult);

    private StoreUnavailableException StandingChangesAgain() => new($"{_id} is changed by somebody else at the same time.");

    /// <summary>A repeat of a completion that took effect is answered as it was; anything else is gone.</summary>
    private async Task<CompleteResult> CompletedBefore(ConsultId consult)
    {
        return await Consult(consult).Get() is { Summary: { Status: ConsultStatus.Completed } summary } view
            && summary.Provider == _id
            ? new CompleteResult.Completed(summary.Order, view)
            : new CompleteResult.Gone(GoneReason.AssignmentEnded);
    }

    private void EndOffer(HeldOffer held, RescindReason reason, OfferEnd end)
    {
        if (_desk!.EndOffer(held.Offer.Id, time.GetUtcNow(), declined: false) is null)
        {
            return;
        }

        OfferFact fact = reason == RescindReason.Unanswered
            ? new OfferFact.Expired(held.Offer.Id, _id)
            : new OfferFact.Rescinded(held.Offer.Id, _id, reason);
        TellOfferEnded(held, fact, end);
        PushRescinded(held, reason);
        LookForWork();
    }

    private void WithdrawOffers(Func<HeldOffer, bool> which, RescindReason reason, OfferEnd end)
    {
        foreach (var held in _desk!.Offers.Where(o => o.IsOpen && which(o)).ToList())
        {
            EndOffer(held, reason, end);
        }

        ArmTimer();
    }

    private void TellOfferEnded(HeldOffer held, OfferFact fact, OfferEnd end)
    {
        _ = Consult(held.Ticket.Consult).RecordOffer(fact);
        _ = Pool(held.Ticket).OfferEnded(held.Offer.Id, end);
    }

    private void EndAssignment(ConsultId consult, int number, ConsultStatus status)
    {
        if (_desk?.EndAssignment(consult, number, time.GetUtcNow()) is not { } ended)
        {
            return;
        }

        PushConsultChanged(consult, ended.Number, status);
        LookForWork();
        ArmTimer();
    }
}
