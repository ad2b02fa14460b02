using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;

namespace Dispatch.Domain.Pools;

/// <summary>
/// The waiting line of one state and the candidates for it: which ticket is next, and who is asked to serve it.
/// </summary>
/// <remarks>
/// Tickets stand in the order of priority, deadline and id; of one clinic only the first
/// <see cref="WaitingLineLimits.FrontPerClinic"/> in that order, its others behind everybody's, among them in the same
/// order. So the order follows from the tickets in line alone, and a clinic that floods defers its own.
/// The line knows no clock. Where it is given an instant, an earlier one than before counts as the one before: what
/// has ended stays ended. Candidates whose licence has ended are dropped at the next question.
/// Questions cost the same however many tickets wait; they grow with the number of kinds of tickets (hard
/// requirements, who is excluded) whose first ticket stands before the answer, and of kinds of candidates.
/// Not thread-safe.
/// </remarks>
public sealed class WaitingLine
{
    private const int WaitingTicketBytes = 192;
    private const int TicketBytes = 128;

    private readonly WaitingLineLimits _limits;
    private readonly OrderedChunks<WaitingTicket> _byConsult = new();
    private readonly OrderedChunks<Exclusions> _exclusions = new();
    private readonly OrderedChunks<WaitingTicket> _line = new();
    private readonly OrderedChunks<WaitingTicket> _byLookAgain = new();
    private readonly Stack<WaitingTicket> _spare = [];
    private readonly ClinicShares _shares;
    private readonly Eligibility _eligibility;
    private readonly Candidates _candidates;
    private readonly Lanes _lanes;
    private readonly CandidateChoice _choice;
    private readonly Explanation _explanation;
    private readonly int[] _countFor = new int[1 + (int)Enum.GetValues<Modality>().Max()];
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    // Of the consult that was matched or asked about last: the id of a ticket that came long ago is not in the
    // processor's caches any more, and whoever matched it removes it next.
    private OrderKey _lastKey;

    public WaitingLine(WaitingLineLimits limits, ILicenseNeed need, IIdleTimes idleTimes)
    {
        _limits = limits;
        _shares = new ClinicShares(limits);
        _eligibility = new Eligibility(limits.IdleKindsKept);
        _candidates = new Candidates(limits, _eligibility);
        _lanes = new Lanes(_candidates);
        _choice = new CandidateChoice(limits, need, idleTimes, _candidates);
        _explanation = new Explanation(limits, _line, _shares, _candidates, _choice);
    }

    /// <summary>Tickets in line.</summary>
    public int Count => _line.Count;

    /// <summary>The first in order, whether or not anybody may serve it; null when the line is empty.</summary>
    public Ticket? Head => _line.First?.Ticket;

    public int CandidateCount => _candidates.Count;

    /// <summary>Tickets in line that ask for this modality.</summary>
    public int CountFor(Modality modality) => _countFor[(int)modality];

    /// <summary>A change orders all candidates anew.</summary>
    public DistributionPolicy Policy
    {
        get => _candidates.Policy;
        set => _candidates.Policy = value;
    }

    /// <summary>Puts the ticket at its place in the order.</summary>
    /// <returns>False, and nothing changes, when that consult is in line already.</returns>
    public bool Add(Ticket ticket)
    {
        var consult = KeyOf(ticket.Consult);
        var waiting = _spare.Count > 0 ? _spare.Pop() : new WaitingTicket();
        if (!_byConsult.TryInsert(consult, waiting))
        {
            _spare.Push(waiting);
            return false;
        }

        waiting.Ticket = ticket;
        waiting.ConsultKey = consult;
        waiting.Class = _eligibility.ClassOf(ticket.Requirements);
        waiting.Class.Tickets++;
        _countFor[(int)ticket.Requirements.Modality]++;
        if (_exclusions.Find(consult) is { } exclusions)
        {
            exclusions.DropEnded(_now);
            waiting.Exclusions = exclusions;
        }

        while (_shares.OnlyOther(ticket.Clinic)?.Next is { } next)
        {
            Move(next, next.Place.InFront);
        }

        if (_shares.Enter(waiting, OrderKey.Of(ticket.Order)) is { } deferred)
        {
            Move(deferred, deferred.Place.Deferred);
        }

        _line.Insert(waiting.Place, waiting);
        Place(waiting);
        return true;
    }

    /// <summary>Takes the ticket out; its exclusions are kept for when it comes back.</summary>
    /// <returns>False when that consult is not in line.</returns>
    public bool Remove(ConsultId consult)
    {
        if (_byConsult.Remove(KeyOf(consult)) is not { } waiting)
        {
            return false;
        }

        _line.Remove(waiting.Place);
        _lanes.Leave(waiting);
        SetLookAgain(waiting, DateTimeOffset.MaxValue);
        if (_shares.Leave(waiting) is { } next)
        {
            Move(next, next.Place.InFront);
        }

        waiting.Class.Tickets--;
        _countFor[(int)waiting.Ticket.Requirements.Modality]--;
        waiting.Exclusions = null;
        waiting.Ticket = null!;
        if (_spare.Count < _limits.SpareTicketsKept)
        {
            _spare.Push(waiting);
        }

        return true;
    }

    /// <summary>Null when that consult is not in line.</summary>
    public Ticket? Find(ConsultId consult) => _byConsult.Find(KeyOf(consult))?.Ticket;

    /// <summary>Counted from 1; 0 when that consult is not in line.</summary>
    public int PositionOf(ConsultId consult) =>
        _byConsult.Find(KeyOf(consult)) is { } waiting ? _line.CountBefore(waiting.Place) + 1 : 0;

    /// <summary>Whether the ticket stands behind everybody's because its clinic has too many before it.</summary>
    public bool IsDeferred(ConsultId consult) =>
        _shares.DeferredCount > 0 && _byConsult.Find(KeyOf(consult)) is { Place.IsDeferred: true };

    /// <summary>How many tickets stand before a ticket of this clinic and order, which need not be in line.</summary>
    public int Ahead(TicketOrder order, ClinicId clinic)
    {
        var inFront = OrderKey.Of(order);
        if (_shares.OnlyOther(clinic) is null)
        {
            return _line.CountBefore(_shares.PlaceOf(clinic, inFront));
        }

        // The one clinic in line keeps no more before another's ticket than its share.
        var before = _line.CountBefore(inFront) + _line.CountBefore(inFront.Deferred) - _shares.InFront(_line.Count);
        return Math.Min(before, _limits.FrontPerClinic);
    }

    /// <summary>
    /// The provider is not asked to serve this consult before that instant, whether or not its ticket is in line. Of two
    /// exclusions of one provider the one that ends later stands.
    /// </summary>
    /// <param name="until">Exclusive; <see cref="DateTimeOffset.MaxValue"/> is for ever.</param>
    /// <param name="why"><see cref="PassedOverReason.Declined"/>, <see cref="PassedOverReason.Held"/>,
    /// <see cref="PassedOverReason.Asked"/>, or <see cref="PassedOverReason.NotEligible"/> when the provider itself said so.</param>
    public void Exclude(ConsultId consult, ProviderId provider, DateTimeOffset until, PassedOverReason why)
    {
        var key = KeyOf(consult);
        if (_exclusions.Find(key) is not { } exclusions)
        {
            exclusions = new Exclusions(_limits.ExclusionsPerTicket);
            _exclusions.TryInsert(key, exclusions);
        }

        exclusions.DropEnded(_now);
        exclusions.Add(provider, until, why);
        if (_byConsult.Find(key) is { } waiting)
        {
            waiting.Exclusions = exclusions;
            Place(waiting);
        }
    }

    /// <summary>Lifts the exclusion of a provider from this consult, if that is the reason for it.</summary>
    public void Admit(ConsultId consult, ProviderId provider, PassedOverReason why)
    {
        var key = KeyOf(consult);
        if (_exclusions.Find(key) is { } exclusions && exclusions.Lift(provider, why)
            && _byConsult.Find(key) is { } waiting)
        {
            Place(waiting);
        }
    }

    /// <summary>Drops the consult's exclusions: to be called once for every consult that will not come back.</summary>
    public void Forget(ConsultId consult)
    {
        var key = KeyOf(consult);
        if (_exclusions.Remove(key) is not null && _byConsult.Find(key) is { } waiting)
        {
            waiting.Exclusions = null;
            Place(waiting);
        }
    }

    /// <summary>Makes the provider a candidate, or replaces what was known of it.</summary>
    /// <returns>False, and nothing changes, when newer news is known already.</returns>
    public bool SetCandidate(Candidate candidate)
    {
        var known = _candidates.Find(candidate.Provider);
        if (known is not null && candidate.Stamp < known.Candidate!.Stamp)
        {
            return false;
        }

        _candidates.Set(candidate);
        if (known is null)
        {
            _lanes.CandidateChanged(candidate.Provider);
        }

        return true;
    }

    /// <returns>False, and nothing changes, when the provider is no candidate or newer news is known.</returns>
    public bool RemoveCandidate(ProviderId provider, long stamp)
    {
        if (_candidates.Find(provider) is not { } known || stamp < known.Candidate!.Stamp)
        {
            return false;
        }

        Drop(known);
        return true;
    }

    /// <summary>Drops candidates whose licence has ended, as every question does.</summary>
    public void DropUnlicensed(DateTimeOffset now) => Advance(now);

    /// <summary>Null when the provider is no candidate.</summary>
    public Candidate? FindCandidate(ProviderId provider) => _candidates.Find(provider)?.Candidate;

    /// <summary>How many candidates have a free slot for this modality. O(kinds of candidates).</summary>
    public int CandidateCountFor(Modality modality) => _candidates.CountWith(modality);

    /// <summary>The provider was asked now, which makes it the last in the round. Remembered while it is no candidate,
    /// within the limit.</summary>
    public void Asked(ProviderId provider, DateTimeOffset now) => _candidates.Asked(provider, now);

    /// <summary>
    /// The first ticket in order that some candidate may serve, and the first such candidate by the policy. Asking
    /// takes neither out: the caller removes both once it acts. Under longest idle, candidates who are known to have
    /// served since they were listed are moved to the place that they have now.
    /// </summary>
    /// <remarks>
    /// The reason counts every ticket before this one, and every candidate that the policy puts before this one: all of
    /// them were passed over. It lists the first of each, tickets first. Least flexible keeps no order, so it weighs the
    /// longest idle candidates within the limit, and counts and lists only those among them that were excluded.
    /// </remarks>
    /// <returns>Null when nobody may serve any ticket.</returns>
    public Match? FindMatch(DateTimeOffset now)
    {
        Advance(now);
        if (_candidates.Count == 0)
        {
            return null;
        }

        foreach (var lane in _lanes.Queue)
        {
            if (lane.IsServable(_candidates))
            {
                var ticket = lane.Tickets.First!;
                _choice.Choose(lane, ticket.LastProviderAt(_now), _now);
                var next = Policy == DistributionPolicy.LongestIdle ? _choice.Next?.Candidate!.IdleSince : null;
                var reason = _explanation.OfMatch(lane, ticket, _now);
                _lastKey = ticket.ConsultKey;
                FetchWhatComesNext();
                return new Match(ticket.Ticket, _choice.Best.Candidate!, next, reason);
            }
        }

        return null;
    }

    /// <summary>The first ticket in order that this provider, who need not be a candidate, may serve.</summary>
    /// <remarks>The reason counts the claimant among the candidates, and tells of the tickets before this one why they
    /// were not for the claimant; it compares the claimant with nobody, so there is no runner-up.</remarks>
    /// <returns>Null when there is none.</returns>
    public Match? FindFor(Candidate candidate, DateTimeOffset now)
    {
        Advance(now);
        if (candidate.LicensedUntil <= _now || _line.Count == 0)
        {
            return null;
        }

        var group = _eligibility.GroupOf(candidate);
        if (FirstLaneFor(candidate.Provider, group) is not { } lane)
        {
            return null;
        }

        var ticket = lane.Tickets.First!;
        var isCounted = _candidates.Find(candidate.Provider) is { } known && lane.Serves(known.Group!);
        var others = lane.CountCandidates(_candidates) - (isCounted ? 1 : 0);
        var reason = _explanation.OfClaim(ticket, candidate.Provider, group, others, _now);
        _lastKey = ticket.ConsultKey;
        FetchWhatComesNext();
        return new Match(ticket.Ticket, candidate, null, reason);
    }

    /// <summary>Every candidate in the order of the policy, and why it is not asked to serve this ticket.</summary>
    /// <returns>For each a reason, or null where it could be asked. O(candidates): for explanations only.</returns>
    public IReadOnlyList<(Candidate Candidate, PassedOverReason? PassedOver)> Explain(Ticket ticket)
    {
        var exclusions = _exclusions.Find(KeyOf(ticket.Consult));
        var explained = new List<(Candidate, PassedOverReason?)>(_candidates.Count);
        foreach (var known in _candidates.InOrder)
        {
            var candidate = known.Candidate!;
            var excluded = exclusions?.WhyNot(known.Id);
            var reason = !candidate.Meets(ticket.Requirements, _now) ? PassedOverReason.NotEligible
                : excluded is null && !ticket.Preferences.Allow(known.Id, candidate.Languages, _now) ? PassedOverReason.Preference
                : excluded;
            explained.Add((candidate, reason));
        }

        return explained;
    }

    /// <summary>The next instant at which <see cref="FindMatch"/> may answer differently although nothing else
    /// happens: an exclusion, a preference or a licence ends.</summary>
    /// <returns>Null when there is none, which includes that nobody waits or nobody could serve.</returns>
    public DateTimeOffset? AskAgainAt(DateTimeOffset now)
    {
        Advance(now);
        if (_line.Count == 0 || _candidates.Count == 0)
        {
            return null;
        }

        var ticket = _byLookAgain.First?.LookAgainAt ?? DateTimeOffset.MaxValue;
        var license = _candidates.NextLicenseEnd;
        var next = ticket < license ? ticket : license;
        return next == DateTimeOffset.MaxValue ? null : next;
    }

    // In two steps: where the ticket of a place lies is known only once the place itself has come.
    private void FetchWhatComesNext()
    {
        Prefetch.Of(_line.Near(3), WaitingTicketBytes);
        Prefetch.Of(_line.Near(1)?.Ticket, TicketBytes);
    }

    private OrderKey KeyOf(ConsultId consult)
    {
        if (!ReferenceEquals(consult.Value, _lastKey.Id))
        {
            _lastKey = OrderKey.Of(consult);
        }

        return _lastKey;
    }

    private Lane? FirstLaneFor(ProviderId provider, CandidateGroup group)
    {
        Lane? first = null;
        if (_lanes.Preferring(provider) is { } preferring)
        {
            foreach (var lane in preferring)
            {
                if (lane.Serves(group)
                    && (first is null || lane.Tickets.FirstKey.IsBefore(first.Tickets.FirstKey)))
                {
                    first = lane;
                }
            }
        }

        foreach (var lane in _lanes.Queue)
        {
            if (first is not null && first.Tickets.FirstKey.IsBefore(lane.Tickets.FirstKey))
            {
                return first;
            }

            if (lane.Preferred is null && lane.Serves(group) && !lane.Excludes(provider))
            {
                return lane;
            }
        }

        return first;
    }

    private void Advance(DateTimeOffset now)
    {
        _now = now > _now ? now : _now;
        while (_candidates.FirstUnlicensed(_now) is { } known)
        {
            Drop(known);
        }

        while (_byLookAgain.First is { } waiting && waiting.LookAgainAt <= _now)
        {
            waiting.Exclusions?.DropEnded(_now);
            Place(waiting);
        }
    }

    private void Move(WaitingTicket waiting, in OrderKey place)
    {
        _line.Move(waiting.Place, place);
        _lanes.Move(waiting, place);
        _shares.Moved(waiting);
    }

    private void Drop(KnownProvider known)
    {
        _candidates.Remove(known);
        _lanes.CandidateChanged(known.Id);
    }

    private void Place(WaitingTicket waiting)
    {
        _lanes.Place(waiting, _now);
        var next = waiting.Exclusions?.NextEnd ?? DateTimeOffset.MaxValue;
        if (waiting.Ticket.Preferences.Restrict(_now) && waiting.Ticket.Preferences.InForceUntil < next)
        {
            next = waiting.Ticket.Preferences.InForceUntil;
        }

        SetLookAgain(waiting, next);
    }

    private void SetLookAgain(WaitingTicket waiting, DateTimeOffset at)
    {
        if (waiting.LookAgainAt == at)
        {
            return;
        }

        var consult = waiting.Place.Id;
        if (waiting.LookAgainAt != DateTimeOffset.MaxValue)
        {
            _byLookAgain.Remove(OrderKey.Of(waiting.LookAgainAt, consult));
        }

        waiting.LookAgainAt = at;
        if (at != DateTimeOffset.MaxValue)
        {
            _byLookAgain.Insert(OrderKey.Of(at, consult), waiting);
        }
    }
}
