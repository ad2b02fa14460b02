using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Grains.Pools;

/// <summary>
/// One state's open consults: which wait in line, which are in hand, which are out on offer, and when each one's watch
/// runs out. Decides without I/O, clock or chance. Every waiting consult is held until service hours begin, in the line,
/// in hand, or out on offer; each place has an end of its own, so that none is ever stuck. A consult that may be offered
/// to several at once is in line as long as one more may be asked, and with each provider at most once.
/// </summary>
public sealed class StateLicensePool(WaitingLine line)
{
    private readonly Dictionary<ConsultId, PoolEntry> _entries = [];
    private readonly OffersInPlay _offers = new();
    private readonly SortedSet<(DateTimeOffset RequestedAt, ConsultId Consult)> _waiting = [];
    private readonly SortedSet<(DateTimeOffset At, ConsultId Consult)> _watches = [];
    private readonly SortedSet<(DateTimeOffset OpensAt, ConsultId Consult)> _held = [];

    public WaitingLine Line { get; } = line;

    /// <summary>Consults that have not ended.</summary>
    public int Open => _entries.Count;

    /// <summary>Of them, those that nobody serves: in line, in hand or out on offer.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>When the consult that waits longest was asked for; null when nobody waits.</summary>
    public DateTimeOffset? OldestWaiting => _waiting.Count > 0 ? _waiting.Min.RequestedAt : null;

    public int InHand => _offers.InHand;

    /// <summary>Consults in live service in no order, for the question whether their providers are still connected.</summary>
    public IEnumerable<OpenConsult> ServedLive() => _entries.Values
        .Where(e => e.Open.Status.IsServed() && e.Ticket.Requirements.Modality == Domain.Providers.Modality.Live)
        .Select(e => e.Open);

    /// <summary>The ids of all that have not ended, as a set of the caller's own.</summary>
    public HashSet<ConsultId> Consults() => new(_entries.Keys);

    /// <summary>Compares the picture of an open consult that a sweep found in the store with the pool's.</summary>
    /// <returns>Whether the consult is to be read: the pool knows less, or something that is not true.</returns>
    public bool IsToBeRead(OpenConsultVersion stored)
    {
        if (!_entries.TryGetValue(stored.Consult, out var entry))
        {
            return true;
        }

        var hadUsedUpItsOffers = entry.HasUsedUpItsOffers;
        var isToBeRead = entry.IsToBeRead(stored);
        if (hadUsedUpItsOffers && entry.MayBePut)
        {
            ToLineIfItMay(entry);
        }

        return isToBeRead;
    }

    /// <summary>Whether the pool has this picture of the consult, or a later one, or it has ended unknown to the pool.</summary>
    public bool Knows(OpenConsult open) =>
        _entries.TryGetValue(open.Ticket.Consult, out var entry) ? entry.Knows(open) : open.Status.IsEnded();

    /// <summary>A consult changed; older news than the pool has is ignored.</summary>
    /// <param name="fromStore">Whether the store told, and not the consult: then others may not have heard either.</param>
    public ImmutableArray<PoolAction> Changed(OpenConsult open, bool fromStore)
    {
        var id = open.Ticket.Consult;
        if (!_entries.TryGetValue(id, out var entry))
        {
            if (open.Status.IsEnded())
            {
                return [];
            }

            entry = new PoolEntry(open, fromStore);
            _entries.Add(id, entry);
            CountWaiting(entry);
            HoldUntilOpen(entry);
            ToLineIfItMay(entry);
            Watch(entry);
            return [];
        }

        if (fromStore ? !entry.IsTrueRather(open) : entry.Knows(open))
        {
            return [];
        }

        var actions = ImmutableArray.CreateBuilder<PoolAction>();
        var before = entry.Open;
        entry.Became(open, fromStore);
        CountWaiting(entry);
        if (before.Priority != open.Priority)
        {
            // Its place is another one now.
            Line.Remove(id);
        }

        if (before.Number != open.Number || before.Status.IsServed() != open.Status.IsServed())
        {
            entry.DisconnectedSince = null;
        }

        if (fromStore
            && before.Provider is { } servedBefore
            && (open.Provider != servedBefore || open.Number != before.Number))
        {
            actions.Add(new PoolAction.AssignmentEnded(servedBefore, id, before.Number, open.Status));
        }

        if (!open.Status.IsUnassigned())
        {
            Line.Remove(id);
            TakeBackAll(entry, open, actions);
        }
        else
        {
            ToLineIfItMay(entry);
        }

        if (open.Status.IsEnded())
        {
            Forget(entry);
        }
        else
        {
            Watch(entry);
        }

        return actions.ToImmutable();
    }

    /// <summary>The next ticket to put, with whom to ask; null when there is none now.</summary>
    /// <param name="newOffer">Makes the offer's id.</param>
    public PutTicket? Decide(DateTimeOffset now, Func<OfferId> newOffer)
    {
        return InHand < DispatchLimits.TicketsInHand && Line.FindMatch(now) is { } match
            ? TakeInHand(match, newOffer(), now)
            : null;
    }

    /// <summary>A provider that became free asks: the first ticket it may serve, or null; then it is listed.</summary>
    public PutTicket? Claim(Candidate candidate, DateTimeOffset now, Func<OfferId> newOffer)
    {
        if (InHand < DispatchLimits.TicketsInHand && Line.FindFor(candidate, now) is { } match)
        {
            return TakeInHand(match, newOffer(), now);
        }

        Line.SetCandidate(candidate);
        return null;
    }

    /// <summary>The provider answered: reserved, or refused with the reason.</summary>
    public ImmutableArray<PoolAction> Answered(PutTicket put, OfferResult answer, DateTimeOffset now)
    {
        var provider = put.Match.Candidate.Provider;
        switch (answer)
        {
            case OfferResult.Offered offered:
                if (offered.Remaining is { } remaining)
                {
                    Line.SetCandidate(remaining);
                }

                return Offered(put, offered.Offer, now);
            case OfferResult.Unavailable unavailable:
                SetOrRemove(provider, unavailable.Remaining, unavailable.Stamp);
                break;
            case OfferResult.LessIdle lessIdle:
                Line.SetCandidate(lessIdle.Candidate);
                break;
            case OfferResult.NotEligible notEligible:
                // Whoever may serve nothing here now is no candidate until it says so; a licence may be renewed.
                if (notEligible.Candidate is not null)
                {
                    ExcludeForEver(put, PassedOverReason.NotEligible);
                }

                SetOrRemove(provider, notEligible.Candidate, notEligible.Stamp);
                break;
            case OfferResult.DeclinedBefore declined:
                ExcludeForEver(put, PassedOverReason.Declined);
                SetOrRemove(provider, declined.Candidate, declined.Stamp);
                break;
        }

        BackFromHand(put);
        return [];
    }

    /// <summary>No answer in time. The provider may hold the offer all the same, so it is taken back.</summary>
    public ImmutableArray<PoolAction> NotAnswered(PutTicket put, DateTimeOffset now)
    {
        var provider = put.Match.Candidate.Provider;
        if (OutOfHand(put) is { } inPlay)
        {
            // A refusal that was heard before counts, though the answer was lost.
            Exclude(inPlay.Entry, provider, inPlay.EndedInHand == OfferEnd.Declined ? OfferEnd.Declined : OfferEnd.Expired, now);
            ToLineIfItMay(inPlay.Entry);
        }

        return [new PoolAction.Rescind(provider, put.Offer, RescindReason.TakenBack)];
    }

    /// <summary>An offer ended without an assignment. Of one that is neither in hand nor out nothing changes.</summary>
    public void OfferEnded(OfferId offer, OfferEnd end, DateTimeOffset now)
    {
        if (_offers.Find(offer) is not { } inPlay)
        {
            return;
        }

        if (inPlay.Outstanding is null)
        {
            inPlay.EndedInHand = end;
        }
        else
        {
            Ended(inPlay, end, now);
        }
    }

    /// <summary>Everything that is due by now: offers to take back, watches that ran out.</summary>
    public ImmutableArray<PoolAction> Due(DateTimeOffset now)
    {
        var actions = ImmutableArray.CreateBuilder<PoolAction>();
        while (_held.Count > 0 && _held.Min is var (opensAt, held) && opensAt <= now)
        {
            Release(_entries[held], opensAt);
            ToLineIfItMay(_entries[held]);
        }

        while (_offers.TryGetOverdue(now, out var overdue))
        {
            Ended(overdue, OfferEnd.Expired, now);
            actions.Add(new PoolAction.Rescind(overdue.Provider, overdue.Id, RescindReason.TakenBack));
        }

        while (_watches.Count > 0 && _watches.Min is var (watchAt, consult) && watchAt <= now)
        {
            var entry = _entries[consult];
            if (ConsultWatch.Next(entry.Open, entry.DisconnectedSince) is { } next && next.At <= now)
            {
                actions.Add(new PoolAction.Due(consult, next.Action));

                // The consult answers with a change; if that is lost, it is asked again.
                SetWatch(entry, now + DispatchLimits.WatchRetry);
            }
            else
            {
                Watch(entry);
            }
        }

        return actions.ToImmutable();
    }

    /// <summary>When something is due next, or the line may answer differently; null when nothing is.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        Earlier(_held.Count > 0 ? _held.Min.OpensAt : null);
        Earlier(_offers.NextEnd);
        Earlier(_watches.Count > 0 ? _watches.Min.At : null);
        Earlier(Line.AskAgainAt(now));
        return next;

        void Earlier(DateTimeOffset? at) => next = at is not null && (next is null || at < next) ? at : next;
    }

    /// <summary>Whether the providers of consults in live service have a socket, as seen now.</summary>
    public void Saw(IReadOnlySet<ProviderId> connected, DateTimeOffset now)
    {
        foreach (var entry in _entries.Values)
        {
            if (entry.Open.Status.IsServed() && entry.Open.Provider is { } provider)
            {
                DateTimeOffset? since = connected.Contains(provider) ? null : entry.DisconnectedSince ?? now;
                if (since != entry.DisconnectedSince)
                {
                    entry.DisconnectedSince = since;
                    Watch(entry);
                }
            }
        }
    }

    /// <summary>Whether whoever serves the consult had no socket when that was seen last.</summary>
    public bool IsLost(ConsultId consult) => _entries.TryGetValue(consult, out var entry) && entry.DisconnectedSince is not null;

    /// <summary>Providers who have held an offer for longer than a sweep, for the question whether they are still connected.</summary>
    public IEnumerable<ProviderId> OfferedBefore(DateTimeOffset now) => _offers.Out()
        .Where(o => o.Outstanding!.OfferedAt <= now - DispatchLimits.SweepInterval)
        .Select(o => o.Provider);

    /// <summary>
    /// Offers of providers who have no socket anywhere go back to the line: where a process died with sockets and grains,
    /// nobody is left to say so.
    /// </summary>
    /// <param name="asked">Those of whom it was asked.</param>
    public ImmutableArray<PoolAction> SawOffered(IReadOnlySet<ProviderId> asked, IReadOnlySet<ProviderId> connected, DateTimeOffset now) =>
        Lose(o => asked.Contains(o.Provider) && !connected.Contains(o.Provider), now);

    /// <summary>A provider spoke whose activation is younger than what it was offered: it does not hold that any more.</summary>
    public ImmutableArray<PoolAction> Spoke(Candidate candidate, DateTimeOffset now) =>
        _offers.IsOut(candidate.Provider)
            ? Lose(o => o.Provider == candidate.Provider && o.Outstanding!.OfferedAt < candidate.ActiveSince, now)
            : [];

    public PoolExplanation? Explain(ConsultId consult)
    {
        if (!_entries.TryGetValue(consult, out var entry))
        {
            return null;
        }

        var position = Line.PositionOf(consult);
        return new PoolExplanation(
            position == 0 ? null : position,
            Outstanding(entry),
            [.. Line.Explain(entry.Ticket).Select(c => new CandidateExplanation(
                c.Candidate.Provider, c.Candidate.IdleSince, c.PassedOver))],
            Line.IsDeferred(consult));
    }

    private PutTicket TakeInHand(Match match, OfferId offer, DateTimeOffset now)
    {
        var entry = _entries[match.Ticket.Consult];
        Invariant.That(entry.MayBePut, "A ticket is put to as many providers as may hold an offer of it, and no more.");
        var provider = match.Candidate.Provider;
        Line.Remove(match.Ticket.Consult);
        Line.RemoveCandidate(provider, long.MaxValue);
        Line.Asked(provider, now);
        _offers.Put(entry, offer, provider);
        ToLineIfItMay(entry);

        // The class in which it waits is the line's affair; a provider is shown the one that was asked for.
        return new PutTicket(offer, ReferenceEquals(match.Ticket, entry.Ticket) ? match : match with { Ticket = entry.Ticket });
    }

    private ImmutableArray<PoolAction> Offered(PutTicket put, OfferSummary offer, DateTimeOffset now)
    {
        var inHand = OutOfHand(put);
        if (inHand is null || !inHand.Entry.Open.Status.IsUnassigned())
        {
            // It ended, or somebody serves it, while the answer was on its way.
            var won = inHand?.Entry.Open.Provider == offer.Provider;
            return won ? [] : [new PoolAction.Rescind(offer.Provider, offer.Id, WhyRescinded(inHand?.Entry.Open.Status))];
        }

        var entry = inHand.Entry;
        entry.OffersSeen++;
        if (inHand.EndedInHand is { } end && offer.Id == put.Offer)
        {
            Exclude(entry, offer.Provider, end, now);
        }
        else
        {
            _offers.Made(entry, offer);
        }

        ToLineIfItMay(entry);
        return [];
    }

    private void BackFromHand(PutTicket put)
    {
        if (OutOfHand(put) is { } inPlay)
        {
            ToLineIfItMay(inPlay.Entry);
        }
    }

    /// <summary>Null when the consult has ended since, also if older news of it came later.</summary>
    private OfferInPlay? OutOfHand(PutTicket put)
    {
        var inPlay = _offers.OutOfHand(put.Offer);
        AdmitAgain(inPlay);
        return IsOpen(inPlay.Entry) ? inPlay : null;
    }

    private bool IsOpen(PoolEntry entry) => _entries.TryGetValue(entry.Ticket.Consult, out var current) && current == entry;

    /// <summary>Of a consult that has ended nothing is remembered.</summary>
    private void ExcludeForEver(PutTicket put, PassedOverReason why)
    {
        if (_offers.Find(put.Offer) is { } inPlay && IsOpen(inPlay.Entry))
        {
            AdmitAgain(inPlay);
            Line.Exclude(put.Match.Ticket.Consult, put.Match.Candidate.Provider, DateTimeOffset.MaxValue, why);
        }
    }

    private void Ended(OfferInPlay inPlay, OfferEnd end, DateTimeOffset now)
    {
        Remove(inPlay);
        Exclude(inPlay.Entry, inPlay.Provider, end, now);
        ToLineIfItMay(inPlay.Entry);
    }

    private ImmutableArray<PoolAction> Lose(Func<OfferInPlay, bool> isLost, DateTimeOffset now)
    {
        var actions = ImmutableArray.CreateBuilder<PoolAction>();
        foreach (var lost in _offers.Out().Where(isLost).ToList())
        {
            Ended(lost, OfferEnd.ConnectionLost, now);
            actions.Add(new PoolAction.OfferLost(lost.Entry.Ticket.Consult, lost.Provider, lost.Id));
            actions.Add(new PoolAction.Rescind(lost.Provider, lost.Id, RescindReason.TakenBack));
        }

        return actions.ToImmutable();
    }

    private void Exclude(PoolEntry entry, ProviderId provider, OfferEnd end, DateTimeOffset now)
    {
        switch (end)
        {
            case OfferEnd.Declined:
                Line.Exclude(entry.Ticket.Consult, provider, DateTimeOffset.MaxValue, PassedOverReason.Declined);
                break;
            case OfferEnd.Expired or OfferEnd.ConnectionLost:
                Line.Exclude(
                    entry.Ticket.Consult, provider, now + DispatchLimits.ExpiredOfferHold, PassedOverReason.Held);
                break;
        }
    }

    /// <summary>Offers in hand stay: their answers tell what is to be taken back.</summary>
    private void TakeBackAll(PoolEntry entry, OpenConsult open, ImmutableArray<PoolAction>.Builder actions)
    {
        for (var inPlay = entry.FirstOffer; inPlay is not null;)
        {
            var next = inPlay.Next;
            if (inPlay.Outstanding is not null)
            {
                Remove(inPlay);
                if (inPlay.Provider != open.Provider)
                {
                    actions.Add(new PoolAction.Rescind(inPlay.Provider, inPlay.Id, WhyRescinded(open.Status)));
                }
            }

            inPlay = next;
        }
    }

    private void Remove(OfferInPlay inPlay)
    {
        _offers.Remove(inPlay);
        AdmitAgain(inPlay);
    }

    private void AdmitAgain(OfferInPlay inPlay)
    {
        if (inPlay.IsExcluded && IsOpen(inPlay.Entry))
        {
            inPlay.IsExcluded = false;
            Line.Admit(inPlay.Entry.Ticket.Consult, inPlay.Provider, PassedOverReason.Asked);
        }
    }

    /// <summary>Into the line if one more provider may be asked; never one who has an offer of it.</summary>
    private void ToLineIfItMay(PoolEntry entry)
    {
        if (!entry.MayBePut)
        {
            // It may have been in line until now: its offers are used up, or the step that allowed one more at once got lost.
            Line.Remove(entry.Ticket.Consult);
            return;
        }

        for (var inPlay = entry.FirstOffer; inPlay is not null; inPlay = inPlay.Next)
        {
            if (!inPlay.IsExcluded)
            {
                inPlay.IsExcluded = true;
                Line.Exclude(entry.Ticket.Consult, inPlay.Provider, DateTimeOffset.MaxValue, PassedOverReason.Asked);
            }
        }

        Line.Add(entry.TicketInLine);
    }

    private static ImmutableArray<OfferSummary> Outstanding(PoolEntry entry)
    {
        var outstanding = ImmutableArray.CreateBuilder<OfferSummary>();
        for (var inPlay = entry.FirstOffer; inPlay is not null; inPlay = inPlay.Next)
        {
            if (inPlay.Outstanding is { } offer)
            {
                outstanding.Add(offer);
            }
        }

        return outstanding.ToImmutable();
    }

    private void HoldUntilOpen(PoolEntry entry)
    {
        // Whether the time has come is asked with the clock, by Due.
        if (entry.Ticket.OpensAt is { } opensAt && entry.Open.Status.IsUnassigned())
        {
            entry.IsHeld = true;
            _held.Add((opensAt, entry.Ticket.Consult));
        }
    }

    private void Release(PoolEntry entry, DateTimeOffset opensAt)
    {
        entry.IsHeld = false;
        _held.Remove((opensAt, entry.Ticket.Consult));
    }

    private void CountWaiting(PoolEntry entry)
    {
        var key = (entry.Ticket.WaitsSince, entry.Ticket.Consult);
        _ = entry.Open.Status.IsUnassigned() ? _waiting.Add(key) : _waiting.Remove(key);
    }

    private void Forget(PoolEntry entry)
    {
        if (entry.IsHeld)
        {
            Release(entry, entry.Ticket.OpensAt!.Value);
        }

        SetWatch(entry, null);
        Line.Forget(entry.Ticket.Consult);
        _entries.Remove(entry.Ticket.Consult);
    }

    private void Watch(PoolEntry entry) => SetWatch(entry, ConsultWatch.NextAt(entry.Open, entry.DisconnectedSince));

    private void SetWatch(PoolEntry entry, DateTimeOffset? at)
    {
        if (entry.WatchAt is { } before)
        {
            _watches.Remove((before, entry.Ticket.Consult));
        }

        entry.WatchAt = at;
        if (at is { } next)
        {
            _watches.Add((next, entry.Ticket.Consult));
        }
    }

    private void SetOrRemove(ProviderId provider, Candidate? candidate, long stamp)
    {
        if (candidate is not null)
        {
            Line.SetCandidate(candidate);
        }
        else
        {
            Line.RemoveCandidate(provider, stamp);
        }
    }

    private static RescindReason WhyRescinded(ConsultStatus? status) => status switch
    {
        ConsultStatus.Cancelled => RescindReason.ConsultCancelled,
        ConsultStatus.Expired => RescindReason.ConsultExpired,
        null => RescindReason.TakenBack,
        _ => RescindReason.AssignedToAnother,
    };
}
