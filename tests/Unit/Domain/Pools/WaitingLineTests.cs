using Dispatch.Domain.Consults;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using static Dispatch.Tests.Unit.Domain.Pools.LineSamples;

namespace Dispatch.Tests.Unit.Domain.Pools;

public class WaitingLineTests
{
    private readonly FixedNeed _need = new();
    private readonly FixedIdleTimes _idleTimes = new();
    private readonly WaitingLine _line;

    public WaitingLineTests() => _line = new WaitingLine(WaitingLineLimits.Default, _need, _idleTimes);

    [Fact]
    public void Order_IsPriorityThenDeadlineThenId()
    {
        Add(Ticket("b", deadline: 60), Ticket("a", deadline: 60), Ticket("late", deadline: 90));
        Add(Ticket("urgent", deadline: 500, priority: Priority.Urgent), Ticket("early", deadline: 30));
        _line.SetCandidate(Candidate("p"));

        Assert.Equal(["urgent", "early", "a", "b", "late"], Drain());
    }

    [Fact]
    public void Position_IsCountedFromOne_AndAheadAlsoForATicketNotInLine()
    {
        Add(Ticket("b", 60), Ticket("a", 30), Ticket("d", 90));

        Assert.Equal([1, 2, 3, 0], new[] { "a", "b", "d", "x" }.Select(n => _line.PositionOf(Consult(n))));
        Assert.Equal(2, _line.Ahead(Ticket("c", 75).Order, Clinic("1")));
        Assert.Equal(0, _line.Ahead(Ticket("u", 999, Priority.Urgent).Order, Clinic("1")));
        Assert.Equal(Consult("a"), _line.Head!.Consult);
    }

    [Fact]
    public void Add_OfAConsultInLine_IsRefusedAndChangesNothing()
    {
        Add(Ticket("a", 60));

        Assert.False(_line.Add(Ticket("a", 10)));
        Assert.Equal(1, _line.Count);
        Assert.Equal(At(60), _line.Find(Consult("a"))!.Sla.AcceptBy);
    }

    [Fact]
    public void Remove_OfAConsultNotInLine_IsFalse()
    {
        Assert.False(_line.Remove(Consult("a")));
        Assert.Null(_line.Find(Consult("a")));
        Assert.Null(_line.Head);
    }

    [Fact]
    public void ReleasedTicket_ReturnsToItsPlace()
    {
        var released = Ticket("b", 60);
        Add(Ticket("a", 30), released, Ticket("c", 90));
        _line.Remove(released.Consult);
        Assert.Equal(2, _line.PositionOf(Consult("c")));

        _line.Add(released);

        Assert.Equal(2, _line.PositionOf(released.Consult));
        Assert.Equal(3, _line.PositionOf(Consult("c")));
    }

    [Fact]
    public void Declined_IsNeverAskedAgainForThisConsult_ButForTheNext()
    {
        var declined = Ticket("a", 30);
        Add(declined, Ticket("b", 60));
        _line.SetCandidate(Candidate("p"));
        _line.Exclude(declined.Consult, Provider("p"), DateTimeOffset.MaxValue, PassedOverReason.Declined);
        _line.Remove(declined.Consult);
        _line.Add(declined);

        var match = _line.FindMatch(At(1e8 / 200))!;

        Assert.Equal(Consult("b"), match.Ticket.Consult);
        Assert.Equal([new PassedOver("cns_a", PassedOverReason.AllExcluded)], match.Reason.PassedOver);
    }

    [Fact]
    public void Declined_ThenHeld_StaysDeclined()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p"));
        _line.Exclude(Consult("a"), Provider("p"), DateTimeOffset.MaxValue, PassedOverReason.Declined);
        _line.Exclude(Consult("a"), Provider("p"), At(5), PassedOverReason.Held);

        Assert.Null(_line.FindMatch(At(6)));
    }

    [Fact]
    public void Held_IsNotAskedBeforeTheInstant_AndThenIs()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", licensedUntil: 1000));
        _line.Exclude(Consult("a"), Provider("p"), At(10), PassedOverReason.Held);

        Assert.Null(_line.FindMatch(At(10).AddTicks(-1)));
        Assert.Null(_line.FindFor(Candidate("p"), At(10).AddTicks(-1)));
        Assert.Equal(At(10), _line.AskAgainAt(At(9.9)));
        Assert.NotNull(_line.FindMatch(At(10)));
        Assert.Equal(At(1000), _line.AskAgainAt(At(10)));
    }

    [Fact]
    public void Forget_DropsExclusions()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p"));
        _line.Exclude(Consult("a"), Provider("p"), DateTimeOffset.MaxValue, PassedOverReason.Declined);
        Assert.Null(_line.FindMatch(Noon));

        _line.Forget(Consult("a"));

        Assert.NotNull(_line.FindMatch(Noon));
    }

    [Fact]
    public void Exclusions_OverTheLimit_DropTheOldest()
    {
        Add(Ticket("a"));
        for (var i = 0; i <= WaitingLineLimits.Default.ExclusionsPerTicket; i++)
        {
            _line.Exclude(Consult("a"), Provider($"{i:00}"), DateTimeOffset.MaxValue, PassedOverReason.Declined);
        }

        Assert.NotNull(_line.FindFor(Candidate("00"), Noon));
        Assert.Null(_line.FindFor(Candidate("01"), Noon));
    }

    [Fact]
    public void Preference_IsRespectedUntilItEnds()
    {
        Add(Ticket("a", preferred: "p", preferredUntil: 10));
        _line.SetCandidate(Candidate("q", idleSince: -100));

        Assert.Null(_line.FindMatch(At(9)));
        Assert.Equal(At(10), _line.AskAgainAt(At(9)));
        Assert.Equal(Provider("q"), _line.FindMatch(At(10))!.Candidate.Provider);
    }

    [Fact]
    public void Preference_MetByAFreeCandidate_PassesOverThoseLongerIdle()
    {
        Add(Ticket("a", preferred: "p", preferredUntil: 10));
        _line.SetCandidate(Candidate("q", idleSince: -100));
        _line.SetCandidate(Candidate("p", idleSince: -5));

        var match = _line.FindMatch(At(1))!;

        Assert.Equal(Provider("p"), match.Candidate.Provider);
        Assert.Equal(1, match.Reason.Candidates);
        Assert.Null(match.NextIdleSince);
        Assert.Equal([new PassedOver("prv_q", PassedOverReason.Preference)], match.Reason.PassedOver);
    }

    [Theory]
    [InlineData("glp1", Credential.MD, "Live Async", "botox", 100)]
    [InlineData("hormone", Credential.PA, "Live Async", "*", 100)]
    [InlineData("botox", Credential.MD, "Async", "*", 100)]
    [InlineData("botox", Credential.MD, "Live", "*", 10)]
    [InlineData("botox glp1", Credential.MD, "Live", "glp1", 100)]
    public void HardRequirements_AreNeverRelaxed(
        string services, Credential credential, string modalities, string privileges, double licensedUntil)
    {
        Add(Ticket("a", services: services, preferred: "p", preferredUntil: 5));
        var candidate = Candidate("p", 0, credential, modalities, privileges, licensedUntil);
        _line.SetCandidate(candidate);

        Assert.Null(_line.FindMatch(At(10)));
        Assert.Null(_line.FindFor(candidate, At(10)));
        Assert.Null(_line.FindMatch(At(1e5)));
    }

    [Fact]
    public void License_EndsAtItsInstant_AndTheCandidateIsDropped()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", licensedUntil: 10));

        Assert.NotNull(_line.FindMatch(At(10).AddTicks(-1)));
        Assert.Equal(At(10), _line.AskAgainAt(At(9)));
        Assert.Null(_line.FindMatch(At(10)));
        Assert.Equal(0, _line.CandidateCount);
        Assert.Null(_line.FindCandidate(Provider("p")));
    }

    [Fact]
    public void StaleNews_IsIgnored()
    {
        Assert.True(_line.SetCandidate(Candidate("p", idleSince: 5, stamp: 5)));

        Assert.False(_line.SetCandidate(Candidate("p", idleSince: 4, stamp: 4)));
        Assert.False(_line.RemoveCandidate(Provider("p"), 4));
        Assert.Equal(At(5), _line.FindCandidate(Provider("p"))!.IdleSince);
        Assert.True(_line.RemoveCandidate(Provider("p"), 5));
        Assert.False(_line.RemoveCandidate(Provider("p"), 5));
    }

    [Fact]
    public void CandidateCounts_ArePerModality()
    {
        _line.SetCandidate(Candidate("p", modalities: "Live"));
        _line.SetCandidate(Candidate("q", modalities: "Live Async"));
        _line.SetCandidate(Candidate("q", modalities: "Async", stamp: 2));

        Assert.Equal(2, _line.CandidateCount);
        Assert.Equal(1, _line.CandidateCountFor(Modality.Live));
        Assert.Equal(1, _line.CandidateCountFor(Modality.Async));
    }

    [Fact]
    public void LongestIdle_AsksWhoHasBeenIdleLongest_AndTellsTheRunnerUp()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("r", idleSince: -5, credential: Credential.NP));
        _line.SetCandidate(Candidate("q", idleSince: -9));
        _line.SetCandidate(Candidate("p", idleSince: -9, credential: Credential.DO));

        var match = _line.FindMatch(Noon)!;

        Assert.Equal(Provider("p"), match.Candidate.Provider);
        Assert.Equal(At(-9), match.NextIdleSince);
        Assert.Equal(3, match.Reason.Candidates);
        Assert.Equal(0, match.Reason.PassedOverCount);
        Assert.Empty(match.Reason.PassedOver);
    }

    [Fact]
    public void LongestIdle_PassesOverWhoHasServedSinceItWasListed()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", idleSince: -9));
        _line.SetCandidate(Candidate("q", idleSince: -8));
        _line.SetCandidate(Candidate("r", idleSince: -7, credential: Credential.NP));
        (_idleTimes["p"], _idleTimes["q"]) = (At(-2), At(-8));

        var match = _line.FindMatch(Noon)!;

        Assert.Equal((Provider("q"), At(-7)), (match.Candidate.Provider, match.NextIdleSince!.Value));
        Assert.Equal(At(-2), _line.FindCandidate(Provider("p"))!.IdleSince);
    }

    [Fact]
    public void LongestIdle_PassesOverWhoIsBusy_AsIdleFromNowOn()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", idleSince: -9));
        _line.SetCandidate(Candidate("q", idleSince: -8));
        _idleTimes["p"] = DateTimeOffset.MaxValue;

        var match = _line.FindMatch(At(3))!;

        Assert.Equal((Provider("q"), At(3)), (match.Candidate.Provider, match.NextIdleSince!.Value));
    }

    [Fact]
    public void LongestIdle_AsksOneAllTheSame_WhenAllAreBusy()
    {
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", idleSince: -9));
        _line.SetCandidate(Candidate("q", idleSince: -8));
        (_idleTimes["p"], _idleTimes["q"]) = (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);

        Assert.Equal(Provider("q"), _line.FindMatch(Noon)!.Candidate.Provider);
    }

    [Fact]
    public void LongestIdle_MovesBackNoMoreThanTheLimit()
    {
        var line = new WaitingLine(WaitingLineLimits.Default with { MovedBackPerQuestion = 1 }, _need, _idleTimes);
        line.Add(Ticket("a"));
        foreach (var (name, idleSince) in new[] { ("p", -9), ("q", -8), ("r", -7) })
        {
            line.SetCandidate(Candidate(name, idleSince));
            _idleTimes[name] = Noon;
        }

        Assert.Equal(Provider("q"), line.FindMatch(Noon)!.Candidate.Provider);
        Assert.Equal(Provider("r"), line.FindMatch(Noon)!.Candidate.Provider);
    }

    [Fact]
    public void RoundRobin_AsksWhoWasAskedLeastRecently_AlsoAfterAnAbsence()
    {
        _line.Policy = DistributionPolicy.RoundRobin;
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", idleSince: -9));
        _line.SetCandidate(Candidate("q", idleSince: -5));
        Assert.Equal(Provider("p"), _line.FindMatch(Noon)!.Candidate.Provider);

        _line.Asked(Provider("p"), At(1));
        _line.RemoveCandidate(Provider("p"), 1);
        _line.SetCandidate(Candidate("p", idleSince: -9, stamp: 2));
        Assert.Equal(Provider("q"), _line.FindMatch(At(2))!.Candidate.Provider);

        _line.Asked(Provider("q"), At(2));
        Assert.Equal(Provider("p"), _line.FindMatch(At(3))!.Candidate.Provider);
        Assert.Null(_line.FindMatch(At(3))!.NextIdleSince);
    }

    [Fact]
    public void RoundRobin_ForgetsThoseAskedLeastRecently_OverTheLimit()
    {
        var line = new WaitingLine(WaitingLineLimits.Default with { AbsentProvidersRemembered = 2 }, _need, _idleTimes)
        {
            Policy = DistributionPolicy.RoundRobin,
        };
        foreach (var i in Enumerable.Range(1, 4))
        {
            line.Asked(Provider($"{i}"), At(i));
        }

        line.Add(Ticket("a"));
        line.SetCandidate(Candidate("3"));
        line.SetCandidate(Candidate("2"));
        line.SetCandidate(Candidate("4"));
        line.SetCandidate(Candidate("9"));

        // 2 was forgotten, so it counts as never asked, as 9 does.
        var asked = Enumerable.Range(0, 4).Select(_ => TakeCandidate(line)).ToArray();
        Assert.Equal(["prv_2", "prv_9", "prv_3", "prv_4"], asked);
    }

    [Fact]
    public void LeastFlexible_AsksWhoseLicensesAreLeastNeededElsewhere_TiesLongestIdle()
    {
        _line.Policy = DistributionPolicy.LeastFlexible;
        (_need["TX"], _need["NV"]) = (3, 1);
        Add(Ticket("a"));
        _line.SetCandidate(Candidate("p", idleSince: -9, otherStates: "TX"));
        _line.SetCandidate(Candidate("q", idleSince: -5, otherStates: "NV OR"));
        _line.SetCandidate(Candidate("r", idleSince: -7, otherStates: "NV", credential: Credential.NP));
        Assert.Equal(Provider("r"), _line.FindMatch(Noon)!.Candidate.Provider);

        _need["TX"] = 0;
        Assert.Equal(Provider("p"), _line.FindMatch(Noon)!.Candidate.Provider);
    }

    [Fact]
    public void LeastFlexible_WeighsTheLongestIdleWithinTheLimit_AndTellsWhoWasExcluded()
    {
        var limits = WaitingLineLimits.Default with { FlexibilityWindow = 2 };
        var line = new WaitingLine(limits, _need, _idleTimes) { Policy = DistributionPolicy.LeastFlexible };
        _need["TX"] = 1;
        line.Add(Ticket("a"));
        line.SetCandidate(Candidate("x", idleSince: -20));
        line.SetCandidate(Candidate("p", idleSince: -9, otherStates: "TX TX"));
        line.SetCandidate(Candidate("q", idleSince: -8, otherStates: "TX"));
        line.SetCandidate(Candidate("r", idleSince: -7));
        line.Exclude(Consult("a"), Provider("x"), DateTimeOffset.MaxValue, PassedOverReason.Declined);

        var match = line.FindMatch(Noon)!;

        Assert.Equal(Provider("q"), match.Candidate.Provider);
        Assert.Equal([new PassedOver("prv_x", PassedOverReason.Declined)], match.Reason.PassedOver);
    }

    [Fact]
    public void Reason_TellsEveryTicketAndCandidateBefore()
    {
        Add(Ticket("async", 10, modality: Modality.Async), Ticket("wish", 20, preferred: "z", preferredUntil: 99));
        Add(Ticket("refused", 30), Ticket("a", 40));
        _line.SetCandidate(Candidate("np", idleSince: -9, credential: Credential.NP, services: "laser"));
        _line.SetCandidate(Candidate("declined", idleSince: -8, modalities: "Live"));
        _line.SetCandidate(Candidate("held", idleSince: -7, modalities: "Live"));
        _line.SetCandidate(Candidate("p", idleSince: -6, modalities: "Live"));
        foreach (var name in new[] { "declined", "held", "p" })
        {
            _line.Exclude(Consult("refused"), Provider(name), At(9), PassedOverReason.Held);
        }

        _line.Exclude(Consult("a"), Provider("declined"), DateTimeOffset.MaxValue, PassedOverReason.Declined);
        _line.Exclude(Consult("a"), Provider("held"), At(9), PassedOverReason.Held);

        var match = _line.FindMatch(Noon)!;

        Assert.Equal((Consult("a"), Provider("p")), (match.Ticket.Consult, match.Candidate.Provider));
        Assert.Equal(1, match.Reason.Candidates);
        Assert.Equal(6, match.Reason.PassedOverCount);
        Assert.Equal(
            [
                new PassedOver("cns_async", PassedOverReason.NoCandidate),
                new PassedOver("cns_wish", PassedOverReason.Preference),
                new PassedOver("cns_refused", PassedOverReason.AllExcluded),
                new PassedOver("prv_np", PassedOverReason.NotEligible),
                new PassedOver("prv_declined", PassedOverReason.Declined),
                new PassedOver("prv_held", PassedOverReason.Held),
            ],
            match.Reason.PassedOver);
    }

    [Fact]
    public void Reason_ListsTheFirstFew_AndCountsAll()
    {
        Add([.. Enumerable.Range(0, 300).Select(i => Ticket($"{i:000}", i, modality: Modality.Async))]);
        Add(Ticket("a", 500));
        _line.SetCandidate(Candidate("p", modalities: "Live"));

        var reason = _line.FindMatch(Noon)!.Reason;

        Assert.Equal(300, reason.PassedOverCount);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"cns_00{i}"), reason.PassedOver.Select(p => p.Id));
    }

    [Fact]
    public void FindFor_GivesAClaimantTheFirstTicketItMayServe_WhoeverElseIsFree()
    {
        Add(Ticket("async", 10, modality: Modality.Async), Ticket("wish", 20, preferred: "q", preferredUntil: 99));
        Add(Ticket("refused", 30), Ticket("a", 40), Ticket("mine", 35, preferred: "p", preferredUntil: 99));
        _line.SetCandidate(Candidate("q", idleSince: -9));
        _line.Exclude(Consult("refused"), Provider("p"), At(9), PassedOverReason.Held);

        var match = _line.FindFor(Candidate("p", modalities: "Live"), Noon)!;

        Assert.Equal(Consult("mine"), match.Ticket.Consult);
        Assert.Equal(
            [PassedOverReason.NoCandidate, PassedOverReason.Preference, PassedOverReason.AllExcluded],
            match.Reason.PassedOver.Select(p => p.Reason));
        Assert.Equal(1, match.Reason.Candidates);
        _line.Remove(Consult("mine"));
        Assert.Equal(2, _line.FindFor(Candidate("p", modalities: "Live"), Noon)!.Reason.Candidates);
    }

    [Fact]
    public void AskAgainAt_WithoutTicketsOrCandidates_IsNever()
    {
        _line.SetCandidate(Candidate("p", licensedUntil: 10));
        Assert.Null(_line.AskAgainAt(Noon));
        Add(Ticket("a"));
        Assert.Equal(At(10), _line.AskAgainAt(Noon));
        Assert.Null(_line.AskAgainAt(At(10)));
    }

    private static string TakeCandidate(WaitingLine line)
    {
        var candidate = line.FindMatch(Noon)!.Candidate;
        line.RemoveCandidate(candidate.Provider, candidate.Stamp);
        return candidate.Provider.Value;
    }

    private void Add(params Ticket[] tickets) => Assert.All(tickets, t => Assert.True(_line.Add(t)));

    private IEnumerable<string> Drain()
    {
        while (_line.FindMatch(Noon) is { } match)
        {
            _line.Remove(match.Ticket.Consult);
            yield return match.Ticket.Consult.Value[4..];
        }
    }
}
