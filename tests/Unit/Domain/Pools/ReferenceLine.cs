using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Tests.Unit.Domain.Pools;

/// <summary>What a waiting line answers, by definition: everything is looked at each time.</summary>
internal sealed class ReferenceLine(WaitingLineLimits limits, ILicenseNeed need, IIdleTimes idleTimes)
{
    private readonly List<Ticket> _tickets = [];
    private readonly List<Candidate> _candidates = [];
    private readonly List<Exclusion> _exclusions = [];
    private readonly Dictionary<ProviderId, DateTimeOffset> _asked = [];
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    public DistributionPolicy Policy { get; set; }

    public IReadOnlyList<Ticket> Tickets => _tickets;

    public IReadOnlyList<Candidate> Candidates => _candidates;

    public bool Add(Ticket ticket)
    {
        if (_tickets.Any(t => t.Consult == ticket.Consult))
        {
            return false;
        }

        _tickets.Add(ticket);
        Sort();
        return true;
    }

    public bool Remove(ConsultId consult)
    {
        var removed = _tickets.RemoveAll(t => t.Consult == consult) > 0;
        Sort();
        return removed;
    }

    public int PositionOf(ConsultId consult) => _tickets.FindIndex(t => t.Consult == consult) + 1;

    public int Ahead(Ticket ticket) => _tickets.TakeWhile(t => t != ticket).Count();

    public void Exclude(ConsultId consult, ProviderId provider, DateTimeOffset until, PassedOverReason why)
    {
        _exclusions.RemoveAll(e => e.Consult == consult && e.Until <= _now);
        var exclusion = new Exclusion(consult, provider, until, why);
        if (_exclusions.Find(e => e.Consult == consult && e.Provider == provider) is { } known)
        {
            _exclusions.Remove(known);
            exclusion = known.Until > until ? known : exclusion;
        }

        _exclusions.Add(exclusion);
        var ofConsult = _exclusions.Where(e => e.Consult == consult).ToList();
        if (ofConsult.Count > limits.ExclusionsPerTicket)
        {
            _exclusions.Remove(ofConsult[0]);
        }
    }

    public void Admit(ConsultId consult, ProviderId provider, PassedOverReason why) =>
        _exclusions.RemoveAll(e => e.Consult == consult && e.Provider == provider && e.Why == why);

    public void Forget(ConsultId consult) => _exclusions.RemoveAll(e => e.Consult == consult);

    public bool SetCandidate(Candidate candidate)
    {
        if (_candidates.Any(c => c.Provider == candidate.Provider && c.Stamp > candidate.Stamp))
        {
            return false;
        }

        _candidates.RemoveAll(c => c.Provider == candidate.Provider);
        _candidates.Add(candidate);
        return true;
    }

    public bool RemoveCandidate(ProviderId provider, long stamp) =>
        _candidates.RemoveAll(c => c.Provider == provider && c.Stamp <= stamp) > 0;

    public void Asked(ProviderId provider, DateTimeOffset now) => _asked[provider] = now;

    public Match? FindMatch(DateTimeOffset now)
    {
        Advance(now);
        var ticket = _tickets.Find(t => _candidates.Any(c => MayServe(c, t)));
        if (ticket is null)
        {
            return null;
        }

        var serving = Serving(ticket);
        var last = _now < ticket.Preferences.InForceUntil && ticket.PreferredAt(_now) is null
            ? serving.Find(c => c.Provider == ticket.Preferences.LastProvider)
            : null;
        var isWindow = Policy == DistributionPolicy.LeastFlexible && ticket.PreferredAt(_now) is null && last is null;
        var best = last is not null ? last
            : isWindow
            ? serving.Take(limits.FlexibilityWindow).MinBy(c => c.OtherStates.Sum(need.In))!
            : serving[0];
        if (Policy == DistributionPolicy.LongestIdle && last is null && ticket.PreferredAt(_now) is null)
        {
            while (MovesBack(serving))
            {
                serving = Serving(ticket);
            }

            best = serving[0];
        }

        var tickets = _tickets.TakeWhile(t => t != ticket)
            .Select(t => new PassedOver(t.Consult.Value, WhyNobody(t)))
            .Concat(DeferredBefore(ticket));
        var others = (isWindow ? LeftOut(ticket, serving) : InOrder().TakeWhile(c => c != best))
            .Select(c => new PassedOver(c.Provider.Value, WhyNot(c, ticket)));
        var next = Policy == DistributionPolicy.LongestIdle && last is null ? serving.Skip(1).FirstOrDefault()?.IdleSince : null;
        return new Match(ticket, best, next, Reason(serving.Count, [.. tickets], [.. others]));
    }

    private List<Candidate> Serving(Ticket ticket) => [.. InOrder().Where(c => MayServe(c, ticket))];

    /// <summary>Who has served since, while another of those who may serve was idle, changes places.</summary>
    private bool MovesBack(List<Candidate> serving)
    {
        if (serving.Count < 2 || idleTimes.Since(serving[0].Provider) is not { } known)
        {
            return false;
        }

        var first = serving[0];
        var since = known < _now ? known : _now;
        if (since <= first.IdleSince || since <= serving[1].IdleSince)
        {
            return false;
        }

        _candidates[_candidates.IndexOf(first)] = first with { IdleSince = since };
        return true;
    }

    public Match? FindFor(Candidate candidate, DateTimeOffset now)
    {
        Advance(now);
        var ticket = _tickets.Find(t => MayServe(candidate, t));
        if (ticket is null)
        {
            return null;
        }

        var count = 1 + _candidates.Count(c => c.Provider != candidate.Provider && MayServe(c, ticket));
        var tickets = _tickets.TakeWhile(t => t != ticket)
            .Select(t => new PassedOver(t.Consult.Value, WhyNotClaimed(candidate, t)))
            .Concat(DeferredBefore(ticket));
        return new Match(ticket, candidate, null, Reason(count, [.. tickets], []));
    }

    public DateTimeOffset? AskAgainAt(DateTimeOffset now)
    {
        Advance(now);
        if (_tickets.Count == 0 || _candidates.Count == 0)
        {
            return null;
        }

        var ends = _candidates.Select(c => c.LicensedUntil)
            .Concat(_tickets.Where(t => t.Preferences.Restrict(_now)).Select(t => t.Preferences.InForceUntil))
            .Concat(_exclusions.Where(e => PositionOf(e.Consult) > 0).Select(e => e.Until))
            .Where(end => end > _now && end < DateTimeOffset.MaxValue)
            .Order()
            .ToList();
        return ends.Count == 0 ? null : ends[0];
    }

    private void Advance(DateTimeOffset now)
    {
        _now = now;
        _candidates.RemoveAll(c => c.LicensedUntil <= now);
    }

    private void Sort() => _tickets.Sort((a, b) => (IsDeferred(a), a.Order).CompareTo((IsDeferred(b), b.Order)));

    private bool IsDeferred(Ticket ticket) =>
        _tickets.Count(t => t.Clinic == ticket.Clinic && t.Order.CompareTo(ticket.Order) < 0) >= limits.FrontPerClinic;

    private IEnumerable<PassedOver> DeferredBefore(Ticket ticket) => _tickets.SkipWhile(t => t != ticket)
        .Where(t => t.Order.CompareTo(ticket.Order) < 0)
        .Select(t => new PassedOver(t.Consult.Value, PassedOverReason.Deferred));

    private IEnumerable<Candidate> InOrder() => Policy == DistributionPolicy.RoundRobin
        ? _candidates.OrderBy(c => _asked.GetValueOrDefault(c.Provider)).ThenBy(c => c.Provider)
        : _candidates.OrderBy(c => c.IdleSince).ThenBy(c => c.Provider);

    private bool MayServe(Candidate candidate, Ticket ticket) =>
        candidate.Meets(ticket.Requirements, _now)
        && ticket.Preferences.Allow(candidate.Provider, candidate.Languages, _now)
        && WhyExcluded(candidate, ticket) is null;

    private PassedOverReason? WhyExcluded(Candidate candidate, Ticket ticket) => _exclusions
        .Find(e => e.Consult == ticket.Consult && e.Provider == candidate.Provider && _now < e.Until)?.Why;

    private IEnumerable<Candidate> LeftOut(Ticket ticket, List<Candidate> serving)
    {
        var last = serving.Count < limits.FlexibilityWindow ? null : serving[limits.FlexibilityWindow - 1];
        return InOrder().TakeWhile(c => c != last)
            .Where(c => c.Meets(ticket.Requirements, _now)
                && ticket.Preferences.Allow(c.Provider, c.Languages, _now)
                && WhyExcluded(c, ticket) is not null);
    }

    private PassedOverReason WhyNobody(Ticket ticket)
    {
        var eligible = _candidates.Where(c => c.Meets(ticket.Requirements, _now)).ToList();
        if (eligible.Count == 0)
        {
            return PassedOverReason.NoCandidate;
        }

        return eligible.Any(c => ticket.Preferences.Allow(c.Provider, c.Languages, _now))
            ? PassedOverReason.AllExcluded
            : PassedOverReason.Preference;
    }

    private PassedOverReason WhyNot(Candidate candidate, Ticket ticket)
    {
        if (!candidate.Meets(ticket.Requirements, _now))
        {
            return PassedOverReason.NotEligible;
        }

        return WhyExcluded(candidate, ticket) ?? PassedOverReason.Preference;
    }

    private PassedOverReason WhyNotClaimed(Candidate candidate, Ticket ticket)
    {
        if (!candidate.Meets(ticket.Requirements, _now))
        {
            return PassedOverReason.NoCandidate;
        }

        return ticket.Preferences.Allow(candidate.Provider, candidate.Languages, _now)
            ? PassedOverReason.AllExcluded
            : PassedOverReason.Preference;
    }

    private MatchReason Reason(int candidates, List<PassedOver> tickets, List<PassedOver> others) => new(
        Policy,
        candidates,
        [.. tickets.Take(limits.PassedOverRecorded), .. others.Take(limits.PassedOverRecorded)],
        tickets.Count + others.Count);

    private sealed record Exclusion(
        ConsultId Consult, ProviderId Provider, DateTimeOffset Until, PassedOverReason Why);
}
