using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Grains.Pools.PoolSamples;

namespace Dispatch.Tests.Unit.Grains.Pools;

public class StateLicensePoolTests
{
    private static readonly ConsultId One = new("cns_1");

    private static Consult Cancelled => In(ConsultStatus.Cancelled);

    [Fact]
    public void Changed_Waiting_IsInLine()
    {
        var pool = Pool(Waiting(Ticket().WithoutSteps()));

        Assert.Equal((1, 1, 1, 0), (pool.Open, pool.Waiting, pool.Line.Count, pool.InHand));
        Assert.Equal(Noon, pool.OldestWaiting);
        Assert.Equal(At(10), pool.NextDue(Noon));
    }

    [Fact]
    public void Changed_AskedForBeforeTheOpening_IsHeldOutsideTheLineUntilThen()
    {
        var pool = Pool(Waiting(Ticket() with { OpensAt = At(100) }));
        pool.Line.SetCandidate(Candidate(Ada));

        Assert.Equal((1, 1, 0), (pool.Open, pool.Waiting, pool.Line.Count));
        Assert.Null(pool.Decide(At(99), () => new OfferId("off_1")));
        pool.Due(At(99));
        Assert.Equal(0, pool.Line.Count);
        pool.Due(At(100));
        Assert.Equal(One, pool.Decide(At(100), () => new OfferId("off_1"))!.Match.Ticket.Consult);
    }

    [Fact]
    public void NextDue_OfAHeldConsult_IsTheOpening()
    {
        // Its promises count from the opening, so nothing else is due before.
        var ticket = Ticket() with { OpensAt = At(100), Sla = SlaPromises.Live.From(At(100)) };

        Assert.Equal(At(100), Pool(Waiting(ticket)).NextDue(Noon));
    }

    [Fact]
    public void Due_AtTheOpening_PutsTheHeldInTheirOrder()
    {
        Ticket Held(string name, Priority priority, double requestedAt) => Ticket(name, priority: priority, requestedAt: requestedAt) with
        {
            OpensAt = At(100),
            Sla = SlaPromises.Live.From(At(100)),
        };
        var pool = Pool(
            Waiting(Held("3", Priority.Routine, 3)), Waiting(Held("1", Priority.Routine, 1)), Waiting(Held("2", Priority.Urgent, 2)));

        pool.Due(At(100));

        Assert.Equal(3, pool.Line.Count);
        Assert.Equal([1, 2, 3], new[] { "2", "1", "3" }.Select(n => pool.Line.PositionOf(new ConsultId("cns_" + n))));
    }

    [Fact]
    public void Changed_CancelledWhileHeld_NeverJoinsTheLine()
    {
        var held = Waiting(Ticket() with { OpensAt = At(100) });
        var pool = Pool(held);

        pool.Changed(held.Apply(new ConsultCancelled(ClosedBy.Clinic, Sealed), At(50)).ToOpenConsult(), fromStore: false);
        pool.Due(At(100));

        Assert.Equal((0, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
        Assert.Null(pool.NextDue(At(100)));
    }

    [Fact]
    public void Changed_ReleasedAfterTheOpening_IsBackInLine()
    {
        var ticket = Ticket() with { OpensAt = At(5) };
        var pool = Pool(Waiting(ticket));
        pool.Due(At(5));
        var offer = pool.OfferTo(Ada, second: 5);
        pool.Changed(Assigned(ticket).ToOpenConsult(), fromStore: false);

        pool.Changed(Released(ticket).ToOpenConsult(), fromStore: false);

        Assert.Equal(1, pool.Line.Count);
        Assert.Equal(Ada, offer.Provider);
    }

    [Fact]
    public void Changed_OlderNews_IsIgnored()
    {
        var pool = Pool(Waiting(), Assigned(), Offered());

        Assert.Equal((1, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
        Assert.True(pool.Knows(Offered().ToOpenConsult()));
        Assert.False(pool.Knows(InProgress().ToOpenConsult()));
    }

    [Fact]
    public void Changed_AnotherPictureOfTheSameVersion_IsNewsIfItIsLater()
    {
        // A fact about an offer was announced and got lost; the assignment took its version.
        var announced = Waiting().Apply(new OfferMade(Offer("2", Bob)), At(1));
        var recorded = Waiting().AssignedTo(Offer(), 2);
        var pool = Pool(Waiting(), announced);
        Assert.False(pool.Knows(recorded.ToOpenConsult()));

        pool.Changed(recorded.ToOpenConsult(), fromStore: true);
        pool.Changed(announced.ToOpenConsult(), fromStore: false);

        Assert.Equal((1, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
    }

    [Fact]
    public void Changed_AnotherPictureOfAVersionThatTheStoreTold_IsIgnoredThoughItIsLater()
    {
        // An activation that outlived its double announced what it could not append any more.
        var recorded = Waiting().AssignedTo(Offer(), 2);
        var announced = Waiting().Apply(new OfferMade(Offer("2", Bob)), At(3));
        var pool = Pool(Waiting());
        pool.Changed(recorded.ToOpenConsult(), fromStore: true);

        pool.Changed(announced.ToOpenConsult(), fromStore: false);

        Assert.Equal((1, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
    }

    [Fact]
    public void Changed_AnotherPictureOfTheSameVersionInTheStore_IsNewsThoughItIsEarlier()
    {
        var recorded = Waiting().AssignedTo(Offer(), 2).ToOpenConsult();
        var announced = Waiting().Apply(new OfferMade(Offer("2", Bob)), At(3));
        var pool = Pool(Waiting(), announced);

        Assert.True(pool.IsToBeRead(VersionOf(recorded)));
        pool.Changed(recorded, fromStore: true);

        Assert.Equal((1, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
        Assert.False(pool.IsToBeRead(VersionOf(recorded)));
    }

    [Fact]
    public void Changed_EarlierVersionInTheStore_IsNewsWhenTwoSweepsFoundIt()
    {
        // What was announced may still be on its way into the store, or the sweep began before it was made.
        var recorded = Waiting().AssignedTo(Offer(), 2);
        var stored = recorded.ToOpenConsult();
        var announced = Waiting()
            .Apply(new OfferMade(Offer("2", Bob)), At(3))
            .Apply(new OfferExpired(new OfferId("off_2"), Bob), At(4));
        var pool = Pool(Waiting(), announced);

        Assert.False(pool.IsToBeRead(VersionOf(stored)));
        pool.Changed(stored, fromStore: true);
        Assert.Equal(1, pool.Waiting);

        Assert.True(pool.IsToBeRead(VersionOf(stored)));
        pool.Changed(stored, fromStore: true);

        Assert.Equal((1, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
    }

    [Fact]
    public void IsToBeRead_HeardSomethingElseSinceTheSweepThatDoubted_WaitsForAnother()
    {
        var stored = VersionOf(Waiting().ToOpenConsult());
        var offered = Waiting().Apply(new OfferMade(Offer("2", Bob)), At(3));
        var pool = Pool(Waiting(), offered);
        Assert.False(pool.IsToBeRead(stored));

        pool.Changed(offered.Apply(new OfferExpired(new OfferId("off_2"), Bob), At(4)).ToOpenConsult(), fromStore: false);

        Assert.False(pool.IsToBeRead(stored));
        Assert.True(pool.IsToBeRead(stored));
    }

    [Fact]
    public void IsToBeRead_OffersWhoseFactsGotLost_DoNotCountAgainstTheLimit()
    {
        var waiting = Waiting().ToOpenConsult();
        var pool = Pool(Waiting());
        for (var i = 0; i < DispatchLimits.OffersPerConsult; i++)
        {
            pool.OfferEnded(pool.OfferTo(new ProviderId($"prv_{i}"), $"{i}", i).Id, OfferEnd.Withdrawn, At(i));
        }

        Assert.Equal((1, 0), (pool.Waiting, pool.Line.Count));

        Assert.False(pool.IsToBeRead(VersionOf(waiting)));

        Assert.Equal(1, pool.Line.Count);
    }

    [Fact]
    public void Changed_EndedAndUnknown_IsIgnored()
    {
        var pool = Pool(Cancelled);

        Assert.Equal(0, pool.Open);
        Assert.True(pool.Knows(Cancelled.ToOpenConsult()));
        Assert.False(pool.Knows(Waiting().ToOpenConsult()));
    }

    [Fact]
    public void Decide_PutsTheTicketInHand_OnceOnly()
    {
        var pool = Pool(Waiting());
        pool.PutTo(Ada);
        pool.Line.SetCandidate(Candidate(Bob));

        Assert.Null(pool.Decide(Noon, () => new OfferId("off_2")));
        Assert.Equal((1, 0, 1), (pool.Waiting, pool.Line.Count, pool.InHand));
    }

    [Fact]
    public void Claim_WithWork_IsAPut_AndWithoutIsListed()
    {
        var pool = Pool(Waiting());

        Assert.Equal(One, pool.Claim(Candidate(Ada), Noon, () => new OfferId("off_1"))?.Match.Ticket.Consult);
        Assert.Null(pool.Claim(Candidate(Bob), Noon, () => new OfferId("off_2")));
        Assert.NotNull(pool.Line.FindCandidate(Bob));
        Assert.Null(pool.Line.FindCandidate(Ada));
    }

    [Fact]
    public void Answered_Offered_IsOutUntilTakenBackTwoSecondsAfterItsEnd()
    {
        var pool = Pool(Escalated(Waiting(Ticket().WithoutSteps())));
        var offer = pool.OfferTo(Ada);

        Assert.Equal(offer, Assert.Single(pool.Explain(One)!.Outstanding));
        Assert.Equal(At(32), pool.NextDue(Noon));
        Assert.Empty(pool.Due(At(32).AddTicks(-1)));
        Assert.Equal([new PoolAction.Rescind(Ada, offer.Id, RescindReason.TakenBack)], pool.Due(At(32)));
        Assert.Equal(1, pool.Line.PositionOf(One));
        Assert.Equal(PassedOverReason.Held, pool.WhyNot("1", Ada));
        Assert.Equal(At(37), pool.NextDue(At(32)));
    }

    [Fact]
    public void Answered_Unavailable_IsBackInLineAndTheProviderNotListed()
    {
        var pool = Pool(Waiting());
        var put = pool.PutTo(Ada);

        Assert.Empty(pool.Answered(put, new OfferResult.Unavailable(5, Remaining: null), Noon));

        Assert.Equal((1, 0), (pool.Line.Count, pool.InHand));
        Assert.Null(pool.Line.FindCandidate(Ada));
    }

    [Fact]
    public void Answered_LessIdle_AsksTheRunnerUp()
    {
        var pool = Pool(Waiting());
        pool.Line.SetCandidate(Candidate(Bob, idleSince: 5));
        var put = pool.PutTo(Ada);
        Assert.Equal(At(5), put.Match.NextIdleSince);

        pool.Answered(put, new OfferResult.LessIdle(Candidate(Ada, stamp: 2, idleSince: 9)), Noon);

        Assert.Equal(Bob, pool.Decide(Noon, () => new OfferId("off_2"))?.Match.Candidate.Provider);
    }

    [Fact]
    public void Answered_NotEligibleForAnythingHere_MayBeAskedOnceItAnnouncesItself()
    {
        var pool = Pool(Waiting());
        pool.Line.SetCandidate(Candidate(Ada));

        pool.Answered(pool.PutTo(Ada), new OfferResult.NotEligible(UnmetRequirement.NotLicensed, 2, Candidate: null), Noon);
        Assert.Null(pool.Line.FindMatch(Noon));

        pool.Line.SetCandidate(Candidate(Ada, 3));
        Assert.Equal(Ada, pool.Line.FindMatch(Noon)!.Candidate.Provider);
    }

    [Fact]
    public void Answered_NotEligibleOrDeclinedBefore_IsNotAskedAgain()
    {
        var pool = Pool(Waiting());
        pool.Answered(pool.PutTo(Ada), new OfferResult.NotEligible(UnmetRequirement.Privilege, 2, Candidate(Ada, 3)), Noon);
        pool.Answered(pool.PutTo(Bob), new OfferResult.DeclinedBefore(Candidate(Bob, 3), 4), Noon);

        Assert.Null(pool.Decide(Noon.AddDays(1), () => new OfferId("off_3")));
        Assert.Equal(PassedOverReason.NotEligible, pool.WhyNot("1", Ada));
        Assert.Equal(PassedOverReason.Declined, pool.WhyNot("1", Bob));
    }

    [Fact]
    public void NotAnswered_TakesBackAndHolds()
    {
        var pool = Pool(Waiting());
        var put = pool.PutTo(Ada);

        Assert.Equal([new PoolAction.Rescind(Ada, put.Offer, RescindReason.TakenBack)], pool.NotAnswered(put, At(2)));

        Assert.Equal((1, 0), (pool.Line.Count, pool.InHand));
        pool.Line.SetCandidate(Candidate(Ada, 2));
        Assert.Null(pool.Decide(At(7).AddTicks(-1), () => new OfferId("off_2")));
        Assert.NotNull(pool.Decide(At(7), () => new OfferId("off_2")));
    }

    [Theory]
    [InlineData(OfferEnd.Declined, PassedOverReason.Declined)]
    [InlineData(OfferEnd.Expired, PassedOverReason.Held)]
    [InlineData(OfferEnd.ConnectionLost, PassedOverReason.Held)]
    [InlineData(OfferEnd.Withdrawn, null)]
    public void OfferEnded_IsBackInLine(OfferEnd end, PassedOverReason? why)
    {
        var pool = Pool(Waiting());
        var offer = pool.OfferTo(Ada);

        pool.OfferEnded(offer.Id, end, At(3));

        Assert.Equal(1, pool.Line.Count);
        Assert.Empty(pool.Explain(One)!.Outstanding);
        Assert.Equal(why, pool.WhyNot("1", Ada));
    }

    [Theory]
    [InlineData(OfferEnd.Declined, PassedOverReason.Declined)]
    [InlineData(OfferEnd.Withdrawn, null)]
    public void OfferEnded_BeforeTheAnswerIsHeard_IsBackInLineWithTheAnswer(OfferEnd end, PassedOverReason? why)
    {
        var pool = Pool(Waiting());
        var put = pool.PutTo(Ada);
        pool.OfferEnded(put.Offer, end, At(1));
        Assert.Equal((0, 1), (pool.Line.Count, pool.InHand));

        Assert.Empty(pool.Answered(put, Reserved(put), At(2)));

        Assert.Equal((1, 0), (pool.Line.Count, pool.InHand));
        Assert.Equal(why, pool.WhyNot("1", Ada));
    }

    [Fact]
    public void OfferEnded_DeclinedAndTheAnswerLost_IsNotAskedAgain()
    {
        var pool = Pool(Waiting());
        var put = pool.PutTo(Ada);
        pool.OfferEnded(put.Offer, OfferEnd.Declined, At(1));

        pool.NotAnswered(put, At(2));

        Assert.Equal(PassedOverReason.Declined, pool.WhyNot("1", Ada));
        Assert.Null(pool.Decide(Noon.AddHours(1), () => new OfferId("off_2")));
    }

    [Fact]
    public void Spoke_AnActivationYoungerThanTheOffer_IsBackInLineAndRecorded()
    {
        var pool = Pool(Waiting());
        var offer = pool.OfferTo(Ada);

        var actions = pool.Spoke(Candidate(Ada) with { ActiveSince = At(10) }, At(10));

        Assert.Contains(new PoolAction.OfferLost(One, Ada, offer.Id), actions);
        Assert.Contains(new PoolAction.Rescind(Ada, offer.Id, RescindReason.TakenBack), actions);
        Assert.Equal(1, pool.Line.Count);
        Assert.Equal(PassedOverReason.Held, pool.WhyNot("1", Ada));
    }

    [Fact]
    public void Spoke_TheActivationThatHoldsTheOffer_ChangesNothing()
    {
        var pool = Pool(Waiting());
        pool.OfferTo(Ada);

        Assert.Empty(pool.Spoke(Candidate(Ada, stamp: 1_000) with { ActiveSince = At(-10) }, At(10)));
        Assert.Empty(pool.Spoke(Candidate(Ada, stamp: 1_001) with { ActiveSince = At(0) }, At(10)));
        Assert.Empty(pool.Spoke(Candidate(Bob) with { ActiveSince = At(10) }, At(10)));

        Assert.Equal(0, pool.Line.Count);
    }

    [Fact]
    public void SawOffered_WithoutASocket_IsBackInLineAndRecorded()
    {
        var pool = Pool(Waiting());
        var offer = pool.OfferTo(Ada);
        Assert.Empty(pool.OfferedBefore(At(1)));
        Assert.Equal([Ada], pool.OfferedBefore(At(3)));

        var actions = pool.SawOffered(new HashSet<ProviderId> { Ada }, new HashSet<ProviderId>(), At(3));

        Assert.Contains(new PoolAction.OfferLost(One, Ada, offer.Id), actions);
        Assert.Equal(1, pool.Line.Count);
    }

    [Fact]
    public void SawOffered_WithASocketOrNotAsked_ChangesNothing()
    {
        var pool = Pool(Waiting());
        pool.OfferTo(Ada);

        Assert.Empty(pool.SawOffered(new HashSet<ProviderId> { Ada }, new HashSet<ProviderId> { Ada }, At(3)));
        Assert.Empty(pool.SawOffered(new HashSet<ProviderId>(), new HashSet<ProviderId>(), At(3)));

        Assert.Equal(0, pool.Line.Count);
    }

    [Fact]
    public void OfferEnded_OfAnotherOffer_ChangesNothing()
    {
        var pool = Pool(Waiting());
        pool.OfferTo(Ada);

        pool.OfferEnded(new OfferId("off_9"), OfferEnd.Declined, At(3));

        Assert.Equal(0, pool.Line.Count);
        Assert.Single(pool.Explain(One)!.Outstanding);
    }

    [Fact]
    public void Answered_WithAnOfferMadeBefore_AdoptsIt()
    {
        var pool = Pool(Waiting());
        var lost = pool.PutTo(Ada);
        pool.NotAnswered(lost, At(2));
        var put = pool.PutTo(Ada, "2", second: 7);

        pool.Answered(put, Reserved(lost), At(8));
        pool.OfferEnded(lost.Offer, OfferEnd.Expired, At(30));

        Assert.Equal(1, pool.Line.Count);
        Assert.Empty(pool.Explain(One)!.Outstanding);
    }

    [Fact]
    public void Changed_AssignedWhileOut_RescindsUnlessItIsTheSameProvider()
    {
        var toBob = Pool(Waiting());
        var toAda = Pool(Waiting());
        var bobs = toBob.OfferTo(Bob, "2");
        toAda.OfferTo(Ada);

        Assert.Equal(
            [new PoolAction.Rescind(Bob, bobs.Id, RescindReason.AssignedToAnother)],
            toBob.Changed(Assigned().ToOpenConsult(), fromStore: false));
        Assert.Empty(toAda.Changed(Assigned().ToOpenConsult(), fromStore: false));
    }

    [Fact]
    public void Answered_AssignedWhileInHand_RescindsUnlessItIsTheSameProvider()
    {
        var toBob = Pool(Waiting());
        var toAda = Pool(Waiting());
        var bobs = toBob.PutTo(Bob, "2");
        var adas = toAda.PutTo(Ada);
        toBob.Changed(Assigned().ToOpenConsult(), fromStore: false);
        toAda.Changed(Assigned().ToOpenConsult(), fromStore: false);

        Assert.Equal(
            [new PoolAction.Rescind(Bob, bobs.Offer, RescindReason.AssignedToAnother)],
            toBob.Answered(bobs, Reserved(bobs), At(11)));
        Assert.Empty(toAda.Answered(adas, Reserved(adas), At(11)));
        Assert.Equal((0, 0), (toBob.Line.Count, toBob.InHand));
    }

    [Fact]
    public void Changed_CancelledWhileOut_RescindsAndForgets()
    {
        var pool = Pool(Waiting());
        var offer = pool.OfferTo(Ada);

        Assert.Equal(
            [new PoolAction.Rescind(Ada, offer.Id, RescindReason.ConsultCancelled)],
            pool.Changed(Cancelled.ToOpenConsult(), fromStore: false));

        Assert.Equal((0, 0, 0), (pool.Open, pool.Waiting, pool.Line.Count));
        Assert.Null(pool.Explain(One));
        Assert.Null(pool.NextDue(Noon));
    }

    [Fact]
    public void Answered_EndedAndToldOfLateWhileInHand_IsNotOutAndInLineAtOnce()
    {
        var pool = Pool(Waiting());
        var put = pool.PutTo(Ada);
        pool.Changed(Cancelled.ToOpenConsult(), fromStore: false);
        pool.Changed(Offered().ToOpenConsult(), fromStore: false); // older news of a consult that is forgotten

        Assert.IsType<PoolAction.Rescind>(Assert.Single(pool.Answered(put, Reserved(put), At(2))));

        Assert.Empty(pool.Explain(One)!.Outstanding);
        Assert.NotNull(pool.PutTo(Bob, "2"));
    }

    [Fact]
    public void NotAnswered_OfAConsultThatEnded_RemembersNothingOfIt()
    {
        var pool = Pool(Waiting());
        var put = pool.PutTo(Ada);
        pool.Changed(Cancelled.ToOpenConsult(), fromStore: false);
        pool.Answered(put, new OfferResult.DeclinedBefore(null, 2), At(2));

        pool.Changed(Offered().ToOpenConsult(), fromStore: false);

        Assert.Null(pool.WhyNot("1", Ada));
    }

    [Fact]
    public void Changed_Released_IsBackInLineAndAsksAnybody()
    {
        var pool = Pool(Waiting(), Assigned(), Released());

        Assert.Equal(1, pool.Line.PositionOf(One));
        Assert.Null(pool.WhyNot("1", Ada));
    }

    [Fact]
    public void Changed_AssignmentEndedByNewsFromTheStore_TellsTheProvider()
    {
        var told = Pool(Assigned()).Changed(Released().ToOpenConsult(), fromStore: true);
        var overtaken = Pool(Assigned())
            .Changed(Released().AssignedTo(Offer("2", Bob), 40).ToOpenConsult(), fromStore: true);

        Assert.Equal([new PoolAction.AssignmentEnded(Ada, One, 1, ConsultStatus.Waiting)], told);
        Assert.Equal([new PoolAction.AssignmentEnded(Ada, One, 1, ConsultStatus.Assigned)], overtaken);
    }

    [Fact]
    public void Changed_AssignmentEndedByNewsFromTheConsult_TellsNobody()
    {
        Assert.Empty(Pool(Assigned()).Changed(Released().ToOpenConsult(), fromStore: false));
        Assert.Empty(Pool(Assigned()).Changed(InProgress().ToOpenConsult(), fromStore: true));
    }

    [Fact]
    public void Changed_AsManyOffersAsMayBeMade_IsNotPutAgain()
    {
        var pool = Pool(Waiting());
        for (var i = 0; i < DispatchLimits.OffersPerConsult; i++)
        {
            var offer = pool.OfferTo(Ada, $"{i}", second: i);
            pool.OfferEnded(offer.Id, OfferEnd.Withdrawn, At(i));
        }

        Assert.Equal((0, 1), (pool.Line.Count, pool.Waiting));
        Assert.NotNull(pool.NextDue(At(60)));
    }

    [Fact]
    public void Due_WatchRanOut_IsAskedForAgainUntilTheConsultChanges()
    {
        var waiting = Waiting(Ticket().WithoutSteps());
        var pool = Pool(waiting);
        var due = new PoolAction.Due(One, new WatchAction.Escalate(SlaPromise.FirstOffer, At(10)));

        Assert.Equal([due], pool.Due(At(10)));
        Assert.Empty(pool.Due(At(11)));
        Assert.Equal(At(12), pool.NextDue(At(11)));
        Assert.Equal([due], pool.Due(At(12)));
        pool.Changed(Escalated(waiting).ToOpenConsult(), fromStore: false);
        Assert.Equal(At(120), pool.NextDue(At(12)));
    }

    [Fact]
    public void Changed_OffersToTwoAtOnce_AsksASecondProviderAndNeverTheFirstAgain()
    {
        var pool = Pool(Waiting());
        pool.OfferTo(Ada);
        pool.Line.SetCandidate(Candidate(Ada, stamp: 2));
        Assert.Null(pool.Decide(At(8), () => new OfferId("off_2")));

        pool.Changed(OfferedToTwo().ToOpenConsult(), fromStore: false);

        Assert.Equal(1, pool.Line.PositionOf(One));
        Assert.Null(pool.Decide(At(8), () => new OfferId("off_2")));
        Assert.Equal(PassedOverReason.Asked, pool.WhyNot("1", Ada));
        pool.OfferTo(Bob, "2", 8);
        Assert.Equal(["off_2", "off_1"], pool.Explain(One)!.Outstanding.Select(o => o.Id.Value));
        Assert.Equal(0, pool.Line.Count);
    }

    [Fact]
    public void Changed_TheStepThatAllowedAnotherOfferIsNotAmongWhatIsTrue_LeavesTheLine()
    {
        var pool = Pool(OfferedToTwo());
        pool.OfferTo(Ada, "1", 8);
        Assert.Equal(1, pool.Line.PositionOf(One));

        // What another activation announced in the place of the step.
        pool.Changed(Waiting().Apply(new OfferMade(Offer("1", Ada)), At(20)).ToOpenConsult(), fromStore: false);

        Assert.Equal(0, pool.Line.PositionOf(One));
        Assert.Null(pool.Claim(Candidate(Bob), At(21), () => new OfferId("off_2")));
    }

    [Fact]
    public void Changed_AssignedToOneOfTwo_RescindsTheOther()
    {
        var pool = Pool(OfferedToTwo());
        var first = pool.OfferTo(Ada, "1", 8);
        var second = pool.OfferTo(Bob, "2", 8);

        var actions = pool.Changed(OfferedToTwo().AssignedTo(second, 10).ToOpenConsult(), fromStore: false);

        Assert.Equal([new PoolAction.Rescind(Ada, first.Id, RescindReason.AssignedToAnother)], actions);
        Assert.Empty(pool.Explain(One)!.Outstanding);
    }

    [Fact]
    public void OfferEnded_OneOfTwoDeclined_LeavesTheOtherAndAsksAThirdProvider()
    {
        var pool = Pool(OfferedToTwo());
        var first = pool.OfferTo(Ada, "1", 8);
        var second = pool.OfferTo(Bob, "2", 8);

        pool.OfferEnded(first.Id, OfferEnd.Declined, At(9));

        Assert.Equal([second], pool.Explain(One)!.Outstanding);
        Assert.Equal(1, pool.Line.PositionOf(One));
        Assert.Equal(PassedOverReason.Declined, pool.WhyNot("1", Ada));
        Assert.Equal(PassedOverReason.Asked, pool.WhyNot("1", Bob));
        pool.OfferTo(new ProviderId("prv_cyd"), "3", 9);
    }

    [Fact]
    public void Changed_RaisedInPriority_StandsBeforeThoseOfItsFormerClass()
    {
        var late = Waiting(Ticket("2", requestedAt: 5));
        var pool = Pool(Waiting(), late);
        Assert.Equal(2, pool.Line.PositionOf(late.Ticket.Consult));

        pool.Changed(Step(late, 3).ToOpenConsult(), fromStore: false);

        Assert.Equal(1, pool.Line.PositionOf(late.Ticket.Consult));
        Assert.Equal(Priority.Routine, pool.PutTo(Ada).Match.Ticket.Priority);
    }

    [Fact]
    public void Saw_ProviderWithoutASocket_CountsFromTheFirstTime()
    {
        var pool = Pool(Assigned());
        pool.Saw(new HashSet<ProviderId>(), At(20));
        pool.Saw(new HashSet<ProviderId>(), At(40));

        Assert.Equal(At(80), pool.NextDue(At(40)));
        Assert.Equal([new PoolAction.Due(One, new WatchAction.Release(1, ConsultStatus.Assigned, ReleaseReason.ConnectionLost))], pool.Due(At(80)));
    }

    [Fact]
    public void Saw_ProviderBackOrAnotherAssignment_CountsAnew()
    {
        var pool = Pool(Assigned(Ticket().WithoutSteps()));
        pool.Saw(new HashSet<ProviderId>(), At(20));
        pool.Saw(new HashSet<ProviderId> { Ada }, At(40));
        Assert.Equal(At(190), pool.NextDue(At(40)));

        pool.Saw(new HashSet<ProviderId>(), At(50));
        pool.Changed(Released(Ticket().WithoutSteps()).AssignedTo(Offer("2", Bob), 60).ToOpenConsult(), fromStore: false);
        Assert.Equal(At(60 + 180), pool.NextDue(At(60)));
    }

    [Fact]
    public void ServedLive_IsWithoutAsync()
    {
        var pool = Pool(Assigned(), Assigned(Ticket("2", Modality.Async)), Waiting(Ticket("3")), InProgress(Ticket("0")));

        Assert.Equal(["cns_0", "cns_1"], pool.ServedLive().Select(o => o.Ticket.Consult.Value).Order());
    }

    private static OpenConsultVersion VersionOf(OpenConsult open) => new(open.Ticket.Consult, open.Version, open.UpdatedAt);

    private static Consult OfferedToTwo() => Step(Waiting(), 1);

    private static Consult Step(Consult consult, int step) =>
        consult.Apply(consult.Escalate(default, At(10), step).Event!, consult.UpdatedAt.AddSeconds(1));

    private static Consult Escalated(Consult consult) =>
        consult.Apply(new ConsultEscalated(SlaPromise.FirstOffer, At(10)), At(12));

}
