using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Grains.Pools.PoolSamples;

namespace Dispatch.Tests.Unit.Grains.Pools;

/// <summary>
/// A pool and what surrounds it: consults as they truly are, news of them on its way, tickets put and not answered.
/// News and answers may come late, twice, in any order or never.
/// </summary>
internal sealed class PoolWorld
{
    private static readonly ProviderId[] Providers = [Ada, Bob, new("prv_cyd"), new("prv_dee")];

    private readonly SortedDictionary<ConsultId, Consult> _truth = [];
    private readonly Dictionary<ConsultId, OpenConsult> _heard = [];
    private readonly List<OpenConsult> _news = [];
    private readonly List<PutTicket> _unanswered = [];
    private readonly HashSet<OfferId> _forgotten = [];
    private readonly List<OfferSummary> _made = [];
    private readonly Dictionary<ConsultId, int> _offers = [];
    private long _stamp;
    private int _offerIds;

    public StateLicensePool Pool { get; } = Pool();

    public DateTimeOffset Now { get; private set; } = Noon;

    public void Do(Dice dice)
    {
        switch (dice.Next(16))
        {
            case 0 or 1:
                Request(dice);
                break;
            case 2 or 3:
                HearSomething(dice);
                break;
            case 4 or 5:
                Pool.Line.SetCandidate(Candidate(dice.Of(Providers), ++_stamp));
                break;
            case 6 or 7:
                PutAll();
                break;
            case 8:
                Claim(dice);
                break;
            case 9 or 10 when _unanswered.Count > 0:
                Answer(dice);
                break;
            case 11 when _made.Count > 0:
                Pool.OfferEnded(dice.Of(_made).Id, (OfferEnd)(1 + dice.Next(4)), Now);
                break;
            case 12 when _unanswered.Count > 0:
                Pool.OfferEnded(dice.Of(_unanswered).Offer, (OfferEnd)(1 + dice.Next(4)), Now);
                break;
            case 13 or 14 when _truth.Count > 0:
                Live(dice);
                break;
            default:
                Now = Now.AddSeconds(dice.Next(dice.OneIn(8) ? 400 : 12));
                Due(isHeard: !dice.OneIn(3));
                break;
        }

        AssertPlaces();
    }

    /// <summary>Every put is given up and the pool reads the store; nobody is free any more.</summary>
    public void ComeToRest()
    {
        while (_unanswered.Count > 0)
        {
            Pool.NotAnswered(Unanswered(0), Now);
        }

        _news.Clear();
        foreach (var consult in _truth.Values)
        {
            Hear(consult.ToOpenConsult(), fromStore: true);
        }

        foreach (var provider in Providers)
        {
            Pool.Line.RemoveCandidate(provider, long.MaxValue);
        }

        AssertPlaces();
    }

    /// <summary>Moves to the next instant at which anything is due; every action takes effect.</summary>
    public void Advance()
    {
        Assert.True(Pool.NextDue(Now) is not null, "Consults are open and nothing is ever due.");
        var next = Pool.NextDue(Now)!.Value;
        Now = next > Now ? next : Now;
        Due(isHeard: true);
        AssertPlaces();
    }

    public void AssertEveryUnassignedConsultIsInLine()
    {
        foreach (var consult in _truth.Values.Where(c => c.Status.IsUnassigned() && !HasUsedUpItsOffers(c.Ticket.Consult)))
        {
            Assert.True(Pool.Line.Find(consult.Ticket.Consult) is not null, $"{consult.Ticket.Consult} is stuck.");
        }
    }

    private void Request(Dice dice)
    {
        var consult = Waiting(Ticket(
            $"{_truth.Count:00}",
            dice.OneIn(3) ? Modality.Async : Modality.Live,
            requestedAt: (Now - Noon).TotalSeconds));
        Became(consult);
    }

    private void HearSomething(Dice dice)
    {
        if (_news.Count == 0)
        {
            return;
        }

        var index = dice.Next(_news.Count);
        var news = _news[index];
        if (!dice.OneIn(4))
        {
            _news.RemoveAt(index);
        }

        Hear(news, fromStore: dice.OneIn(3));
    }

    private void Hear(OpenConsult news, bool fromStore)
    {
        var id = news.Ticket.Consult;
        var before = _heard.GetValueOrDefault(id);
        var actions = Pool.Changed(news, fromStore);
        Assert.All(actions.OfType<PoolAction.AssignmentEnded>(), ended =>
        {
            Assert.True(fromStore);
            Assert.Equal((before!.Provider, before.Number), (ended.Provider, ended.Number));
        });
        if (before is not null && news.Version <= before.Version)
        {
            Assert.Empty(actions);
        }
        else if (!news.Status.IsEnded())
        {
            _heard[id] = news;
        }
        else if (_heard.Remove(id))
        {
            _forgotten.UnionWith(_unanswered.Where(p => p.Match.Ticket.Consult == id).Select(p => p.Offer));
            _offers.Remove(id);
        }
    }

    private void PutAll()
    {
        while (Pool.Decide(Now, NewOffer) is { } put)
        {
            _unanswered.Add(put);
        }
    }

    private void Claim(Dice dice)
    {
        var candidate = Candidate(dice.Of(Providers), ++_stamp);
        if (Pool.Claim(candidate, Now, NewOffer) is { } put)
        {
            _unanswered.Add(put);
        }
    }

    private OfferId NewOffer() => new($"off_{++_offerIds}");

    private void Answer(Dice dice)
    {
        var index = dice.Next(_unanswered.Count);
        var put = _unanswered[index];
        var provider = put.Match.Candidate.Provider;
        var again = dice.OneIn(2) ? Candidate(provider, ++_stamp) : null;
        var isCurrent = !_forgotten.Contains(put.Offer);
        Unanswered(index);
        switch (dice.Next(8))
        {
            case 0:
                Pool.NotAnswered(put, Now);
                break;
            case 1:
                Pool.Answered(put, new OfferResult.Unavailable(++_stamp, again), Now);
                break;
            case 2:
                Pool.Answered(put, new OfferResult.DeclinedBefore(again, ++_stamp), Now);
                break;
            case 3:
                Pool.Answered(put, new OfferResult.LessIdle(Candidate(provider, ++_stamp)), Now);
                break;
            default:
                var answer = Reserved(put, (Now - Noon).TotalSeconds) with { Remaining = again };
                _made.Add(answer.Offer);
                var consult = put.Match.Ticket.Consult;
                if (isCurrent && _heard.TryGetValue(consult, out var heard) && heard.Status.IsUnassigned())
                {
                    _offers[consult] = _offers.GetValueOrDefault(consult) + 1;
                }

                Pool.Answered(put, answer, Now);
                if (!_truth[consult].Status.IsEnded() && dice.OneIn(2))
                {
                    Became(_truth[consult].Apply(new OfferMade(answer.Offer), Now));
                }

                break;
        }
    }

    private PutTicket Unanswered(int index)
    {
        var put = _unanswered[index];
        _unanswered.RemoveAt(index);
        return put;
    }

    /// <summary>Something happens to a consult; the pool may hear of it.</summary>
    private void Live(Dice dice)
    {
        var consult = dice.Of([.. _truth.Values]);
        var offer = _made.Count > 0 && dice.OneIn(2) ? dice.Of(_made) : Offer($"x{_offerIds}", dice.Of(Providers));
        var happened = dice.Next(6) switch
        {
            0 or 1 => consult.Assign(offer, 0, Now).Event,
            2 => consult.Start(consult.ServedBy ?? Ada, consult.Number).Event,
            3 => consult.Release(consult.Number, ReleaseReason.ByProvider, null).Event,
            4 => dice.OneIn(2) ? consult.Cancel(ClosedBy.Clinic, Sealed).Event : null,
            _ => consult.CompleteBy(consult.ServedBy ?? Ada, consult.Number).Event,
        };
        if (happened is not null)
        {
            Became(consult.Apply(happened, Now));
        }
    }

    private void Due(bool isHeard)
    {
        foreach (var due in Pool.Due(Now).OfType<PoolAction.Due>())
        {
            var consult = _truth[due.Consult];
            ConsultEvent? recorded = due.Action switch
            {
                WatchAction.Escalate escalate => consult.Escalate(escalate.Promise, escalate.Deadline, escalate.Step).Event,
                WatchAction.Expire expire => consult.Expire(expire.Reason).Event,
                WatchAction.Release release => consult.ReleaseOverdue(release.Number, release.Watched, release.Reason).Event,
                _ => null,
            };
            if (isHeard && recorded is not null)
            {
                Became(consult.Apply(recorded, Now));
                Hear(_truth[due.Consult].ToOpenConsult(), fromStore: false);
            }
        }
    }

    private void Became(Consult consult)
    {
        _truth[consult.Ticket.Consult] = consult;
        _news.Add(consult.ToOpenConsult());
    }

    private bool HasUsedUpItsOffers(ConsultId consult, int inHand = 0) =>
        Math.Max(_offers.GetValueOrDefault(consult), _heard.GetValueOrDefault(consult)?.OffersMade ?? 0) + inHand
        >= DispatchLimits.OffersPerConsult;

    private void AssertEachIsAskedOnce(ConsultId consult, PoolExplanation explained)
    {
        var asked = explained.Outstanding.Select(o => o.Provider)
            .Concat(_unanswered
                .Where(p => p.Match.Ticket.Consult == consult && !_forgotten.Contains(p.Offer))
                .Select(p => p.Match.Candidate.Provider))
            .ToList();
        Assert.Equal(asked.Distinct().Count(), asked.Count);
    }

    private void AssertPlaces()
    {
        Assert.Equal(_unanswered.Count, Pool.InHand);
        Assert.Equal(_heard.Count, Pool.Open);
        Assert.Equal(_heard.Values.Count(h => h.Status.IsUnassigned()), Pool.Waiting);
        foreach (var (consult, heard) in _heard)
        {
            var explained = Pool.Explain(consult)!;
            var inLine = explained.Position is not null;
            var isOut = explained.Outstanding.Length > 0;
            var inHand = _unanswered.Count(p => p.Match.Ticket.Consult == consult && !_forgotten.Contains(p.Offer));
            var inPlay = explained.Outstanding.Length + inHand;
            if (!heard.Status.IsUnassigned())
            {
                Assert.False(inLine || isOut, $"{consult} is {heard.Status} and in line or out.");
            }
            else
            {
                Assert.True(inPlay <= DispatchLimits.OffersAtOnce, $"{consult} is with {inPlay} providers.");
                Assert.Equal(inLine, inPlay < heard.OffersAtOnce && !HasUsedUpItsOffers(consult, inHand));
                AssertEachIsAskedOnce(consult, explained);
            }
        }

        Assert.Equal(_heard.Keys.Count(c => Pool.Line.Find(c) is not null), Pool.Line.Count);
    }
}
