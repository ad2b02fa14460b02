using System.Collections.Immutable;
using System.Text;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Grains.Pools;
using Dispatch.Journal;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;
using Microsoft.Extensions.Logging;
using EventId = Dispatch.Domain.Ids.EventId;

namespace Dispatch.Grains.Consults;

/// <summary>
/// The shell around <see cref="Consult"/>: load, decide, append, apply, tell. It has no timer; its watches live in
/// the pool, so that they survive it.
/// </summary>
public sealed partial class ConsultGrain(
    IJournal journal, IPatientVault vault, IIdSource ids, TimeProvider time, ConsultAnnouncer announcer, ILogger<ConsultGrain> log)
    : Grain, IConsultGrain
{
    private ConsultId _id;

    // With facts about offers that are on their way to the store: their loss is noticed at the next append.
    private Consult _consult = Consult.None;

    // As others see it; made once for all who ask.
    private ConsultSummary? _summary;

    // The store is read by the first call that needs it: the request of a new consult needs nothing.
    private Knowledge _knowledge = Knowledge.Unread;

    // Ends with the latest of them; a journal keeps the order of one stream.
    private Task _factsOnTheirWay = Task.CompletedTask;

    // The last of them; null when the store has all.
    private EventId? _unconfirmed;

    // In a row.
    private int _factsRefused;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = ConsultId.Of(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task<RequestResult> Request(ConsultRequest request)
    {
        var line = request.LineLimit is null ? null : await LookAtLine(request.Ticket);
        if (line is not null && line.Waiting >= request.LineLimit && !await IsKnown())
        {
            DeactivateOnIdle();
            return new RequestResult.LineFull(line.Waiting);
        }

        if (_knowledge == Knowledge.Unread)
        {
            // As good as certain to be new: if it is not, the append finds another version, and the store is read.
            _knowledge = Knowledge.Current;
        }

        ImmutableArray<ClaimChange> claims = request.Idempotency is { } key ? [Claims.Idempotency(request.Ticket.Clinic, key, _id, time.GetUtcNow())] : [];
        var (_, result) = await Commit(
            consult => consult.Exists
                ? Verdict<ConsultEvent, GoneReason>.Repeat
                : Verdict<ConsultEvent, GoneReason>.Record(
                    new ConsultRequested(request.Ticket, request.Location, request.Patient)),
            (_, _) => claims);
        if (result is AppendResult.ClaimTaken taken)
        {
            DeactivateOnIdle();
            return Claims.RepeatedOrReused(request.Idempotency!, taken.Holder);
        }

        return new RequestResult.Accepted(View(), line);
    }

    public async Task<AssignResult> Assign(OfferSummary offer, int slot, int units, long standing)
    {
        ImmutableArray<OfferSummary> open = [];
        var (verdict, result) = await Commit(
            consult =>
            {
                open = consult.OpenOffers;
                return consult.Assign(offer, slot, time.GetUtcNow(), units);
            },
            (consult, _) =>
            [
                Claims.RequireStanding(offer.Provider, standing),
                .. Claims.Take(offer.Provider, consult.Ticket.Requirements.Modality, slot, units, _id),
            ]);
        if (result is AppendResult.Appended && open.Length > 1)
        {
            announcer.AssignedToAnother(open, offer.Id);
        }

        return (verdict.Refusal, result) switch
        {
            ({ } gone, _) => new AssignResult.Gone(gone),
            (_, AppendResult.ClaimTaken taken) => new AssignResult.SlotTaken(taken.Holder),
            (_, AppendResult.ClaimNotHeld) => new AssignResult.StandingChanged(),
            _ => new AssignResult.Assigned(_consult.Number, View()),
        };
    }

    public async Task<StartResult> Start(ProviderId provider, int number)
    {
        var (verdict, _) = await Commit(consult => consult.Start(provider, number));
        return verdict.Refusal is { } gone ? new StartResult.Gone(gone) : new StartResult.Done(View());
    }

    public async Task<CompleteResult> Complete(ProviderId provider, int number, Completion completion, long standing)
    {
        var order = ids.New<OrderId>();
        var (verdict, result) = await Commit(
            consult => consult.Complete(
                provider,
                number,
                completion.Decision,
                completion.IsJustified,
                completion.OrderedServices,
                order,
                completion.Record),
            (consult, ended) => [Claims.RequireStanding(provider, standing), .. FreeSlot(consult, ended)]);
        return verdict.Refusal switch
        {
            null when result is AppendResult.ClaimNotHeld => new CompleteResult.StandingChanged(),
            { Gone: { } gone } => new CompleteResult.Gone(gone),
            { NotStarted: true } => new CompleteResult.NotStarted(),
            { NotJustified: true } => new CompleteResult.NotJustified(),
            { } mismatch => new CompleteResult.OrdersDoNotMatch(mismatch.Missing, mismatch.NotAskedFor),
            null => new CompleteResult.Completed(_consult.Order, View()),
        };
    }

    public async Task<ReleaseResult> Release(int number, ReleaseReason reason, string? note)
    {
        await Know();
        var sealedNote = await Seal(note);
        var (verdict, _) = await Commit(consult => consult.Release(number, reason, sealedNote), FreeSlot);
        return verdict.Refusal is { } gone ? new ReleaseResult.Gone(gone) : new ReleaseResult.Done(View());
    }

    public async Task<CancelResult> Cancel(ClosedBy by, string reason)
    {
        await Know();
        if (await Seal(reason) is not { } sealedReason)
        {
            return new CancelResult.Unknown();
        }

        ProviderId? servedBy = null;
        var (verdict, _) = await Commit(
            consult =>
            {
                // Of the consult that is decided on: what this activation knew before may have been old.
                servedBy = consult.ServedBy;
                return consult.Cancel(by, sealedReason);
            },
            FreeSlot);
        if (verdict.Refusal is { } status)
        {
            return new CancelResult.AlreadyEnded(status);
        }

        announcer.AssignmentEnded(servedBy, _consult);
        return new CancelResult.Done(View());
    }

    public async Task ReleaseOverdue(int number, ConsultStatus watched, ReleaseReason reason)
    {
        await Know();
        ProviderId? servedBy = null;
        var (verdict, _) = await Commit(
            consult =>
            {
                servedBy = consult.ServedBy;
                return consult.ReleaseOverdue(number, watched, reason);
            },
            FreeSlot);
        if (verdict.Event is not null)
        {
            announcer.AssignmentEnded(servedBy, _consult);
        }
    }

    public async Task Escalate(SlaPromise promise, DateTimeOffset deadline, int? step)
    {
        var (verdict, _) = await Commit(consult => consult.Escalate(promise, deadline, step));
        if (verdict.Event is ConsultEscalated escalated)
        {
            announcer.Escalated(_consult, escalated);
        }
    }

    public Task Expire(ExpiryReason reason) => Commit(consult => consult.Expire(reason));

    public async Task RecordOffer(OfferFact fact)
    {
        await Know();
        if (fact is OfferFact.Made { Offer.Id: var offer }
            && _consult.Status.IsServed()
            && _consult.AssignedOffer?.Id != offer
            && !await IsCurrent())
        {
            // Its pool knew that nobody serves it any more, and this activation did not.
            await Know();
        }

        if (!_consult.Exists || _consult.Status.IsEnded() || (fact is OfferFact.Made && _consult.Status.IsServed()))
        {
            // An acceptance that overtook the word of its offer carries the offer in full.
            return;
        }

        if (fact is OfferFact.Rescinded { Reason: RescindReason.ConnectionLost } lost && !_consult.OpenOffers.Any(o => o.Id == lost.Offer))
        {
            // A pool guesses that an offer is lost whose end it was told in vain: its provider has answered.
            return;
        }

        ConsultEvent @event = fact switch
        {
            OfferFact.Made made => new OfferMade(made.Offer),
            OfferFact.Declined declined => new OfferDeclined(declined.Offer, declined.Provider, await Seal(declined.Reason)),
            OfferFact.Expired expired => new OfferExpired(expired.Offer, expired.Provider),
            OfferFact.Rescinded rescinded => new OfferRescinded(rescinded.Offer, rescinded.Provider, rescinded.Reason),
            _ => throw new InvariantBrokenException("Every fact about an offer is recorded."),
        };

        // Nobody waits for a fact: what follows builds on it at once, and its loss shows as a conflict there.
        var (append, next, row) = Append(@event, [], canWait: true);
        Became(next, row);
        _factsOnTheirWay = NoticeLoss(append, _unconfirmed!.Value, fact);
    }

    public async Task<ConsultView?> GetRecorded()
    {
        await _factsOnTheirWay;
        return await Get();
    }

    public async Task<ConsultView?> Read()
    {
        await Know();
        return await Get();
    }

    public async Task<ConsultView?> Get()
    {
        if (_knowledge == Knowledge.Unread)
        {
            // Other calls run meanwhile: what they came to know is newer.
            var read = await Stored();
            if (_knowledge == Knowledge.Unread)
            {
                Became(read);
                _knowledge = Knowledge.Current;
            }
        }
        else if (_knowledge == Knowledge.InDoubt && await Stored() is var stored && _knowledge == Knowledge.InDoubt)
        {
            // Not taken over: a call that appends meanwhile would be undone. Who asks hears what is durable.
            return stored.Exists ? new ConsultView(stored.ToSummary(), stored.Patient, stored.AssignedOffer?.Id) : null;
        }

        return _consult.Exists ? View() : null;
    }

    private Task<(Verdict<ConsultEvent, TRefusal> Verdict, AppendResult? Result)> Commit<TRefusal>(
        Func<Consult, Verdict<ConsultEvent, TRefusal>> decide)
        where TRefusal : struct => Commit(decide, (_, _) => []);

    /// <summary>Decides, makes the event durable, applies it and tells; again when somebody else wrote in between.</summary>
    private async Task<(Verdict<ConsultEvent, TRefusal> Verdict, AppendResult? Result)> Commit<TRefusal>(
        Func<Consult, Verdict<ConsultEvent, TRefusal>> decide,
        Func<Consult, ConsultEvent, ImmutableArray<ClaimChange>> claims)
        where TRefusal : struct
    {
        for (var attempt = 1; ; attempt++)
        {
            var isRead = _knowledge != Knowledge.Current;
            await Know();
            var verdict = decide(_consult);
            if (!verdict.MustRecord(out var @event))
            {
                if (isRead || await IsCurrent())
                {
                    return (verdict, null);
                }

                continue;
            }

            var result = await AppendOrReloadNext(@event, claims(_consult, @event));
            if (result is not AppendResult.VersionConflict conflict)
            {
                return (verdict, result);
            }

            LogConflict(_id, _consult.Version, conflict.ActualVersion);
            _knowledge = Knowledge.InDoubt;
            if (attempt == DispatchLimits.AppendAttempts)
            {
                throw new StoreUnavailableException($"{_id} is written by somebody else at the same time.");
            }
        }
    }

    private async Task<AppendResult> AppendOrReloadNext(ConsultEvent @event, ImmutableArray<ClaimChange> claims)
    {
        var (append, next, row) = Append(@event, claims);
        try
        {
            var result = await append;
            if (result is AppendResult.Appended)
            {
                _unconfirmed = null;
                Became(next, row);
            }

            return result;
        }
        catch (StoreUnavailableException)
        {
            // Whether a fact on its way, or this append, took effect is for the store to say.
            _knowledge = Knowledge.InDoubt;
            throw;
        }
    }

    private (Task<AppendResult> Append, Consult Next, ConsultRow Row) Append(
        ConsultEvent @event, ImmutableArray<ClaimChange> claims, bool canWait = false)
    {
        var now = time.GetJournalNow();
        var next = _consult.Apply(@event, now);
        var rows = ConsultRows.Of(_consult, next, @event);
        var id = ids.New<EventId>();
        var append = journal.Append(new AppendRequest(
            _id.Value, _consult.Version, [ConsultEventCodec.Encode(@event, id, now)], rows, claims, canWait, _unconfirmed));
        if (canWait)
        {
            _unconfirmed = id;
        }

        return (append, next, (ConsultRow)rows[0]);
    }

    private void Became(Consult next)
    {
        _consult = next;
        _summary = null;
    }

    private void Became(Consult next, ConsultRow row)
    {
        _consult = next;
        _summary = row.Consult;
        announcer.Changed(row.Consult, row.Open);
        if (next.Status.IsEnded())
        {
            DeactivateOnIdle();
        }
    }

    private async Task NoticeLoss(Task<AppendResult> append, EventId id, OfferFact fact)
    {
        try
        {
            if (await append is not AppendResult.Appended)
            {
                _knowledge = Knowledge.InDoubt;
                RecordAgain(fact);
                return;
            }

            _factsRefused = 0;
            if (_unconfirmed == id)
            {
                _unconfirmed = null;
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            LogFactLost(_id, unavailable);
            _knowledge = Knowledge.InDoubt;
        }
    }

    /// <summary>
    /// Somebody else wrote in between: the fact is as true as it was. It comes as a call, because what runs meanwhile builds on
    /// what this activation knows.
    /// </summary>
    private void RecordAgain(OfferFact fact)
    {
        if (++_factsRefused < DispatchLimits.AppendAttempts)
        {
            _ = GrainFactory.GetGrain<IConsultGrain>(_id.Value).RecordOffer(fact);
        }
    }

    private async ValueTask Know()
    {
        if (_knowledge != Knowledge.Current)
        {
            Became(await Stored());
            _knowledge = Knowledge.Current;
            _unconfirmed = null;
        }
    }

    /// <summary>The line before the ticket is in it. Its pool answers between turns, so that nobody can wait for each other.</summary>
    private async Task<LineView?> LookAtLine(Ticket ticket)
    {
        try
        {
            return await GrainFactory.GetGrain<IStateLicensePoolGrain>(ticket.Requirements.State.Value).Look(ticket.Order, ticket.Clinic);
        }
        catch (Exception fault)
        {
            // A silent pool costs the answer its place in line, never the consult.
            LogLineSilent(_id, fault);
            return null;
        }
    }

    private async ValueTask<bool> IsKnown()
    {
        await Know();
        return _consult.Exists;
    }

    /// <summary>
    /// Whether the store has nothing that this activation does not know. An append would find out; a refusal, or the repeat
    /// of an answer, writes nothing, and an activation that outlived another one would go on to refuse what is allowed.
    /// </summary>
    private async Task<bool> IsCurrent()
    {
        await _factsOnTheirWay;
        if (_knowledge == Knowledge.Current && (await journal.Read(_id.Value, _consult.Version, limit: 1)).Count == 0)
        {
            return true;
        }

        _knowledge = Knowledge.InDoubt;
        return false;
    }

    private async Task<Consult> Stored()
    {
        var consult = Consult.None;
        IReadOnlyList<RecordedEvent> events;
        do
        {
            events = await journal.Read(_id.Value, consult.Version);
            foreach (var recorded in events)
            {
                consult = consult.Apply(ConsultEventCodec.Decode(recorded), recorded.At);
            }
        }
        while (events.Count == JournalLimits.EventsPerRead);

        return consult;
    }

    private static ImmutableArray<ClaimChange> FreeSlot(Consult consult, ConsultEvent @event) =>
        consult.ServedBy is { } provider
            ? Claims.Free(provider, consult.Ticket.Requirements.Modality, consult.Slot, consult.Units, consult.Ticket.Consult)
            : [];

    private async ValueTask<SealedData?> Seal(string? text) =>
        text is null || !_consult.Exists
            ? null
            : await vault.Seal(_consult.Ticket.Clinic, _id, Encoding.UTF8.GetBytes(text));

    private ConsultView View() => new(_summary ??= _consult.ToSummary(), _consult.Patient, _consult.AssignedOffer?.Id);

    private enum Knowledge
    {
        Unread,
        Current,

        /// <summary>An append, or a fact on its way, may or may not have taken effect: only the store can tell.</summary>
        InDoubt,
    }
}
