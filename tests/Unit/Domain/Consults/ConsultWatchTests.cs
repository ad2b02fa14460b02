using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Sla;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

public class ConsultWatchTests
{
    [Theory]
    [InlineData(ConsultStatus.Waiting)]
    [InlineData(ConsultStatus.Offered)]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    public void Next_Open_IsNeverNull(ConsultStatus status) => Assert.NotNull(Next(In(status)));

    [Theory]
    [InlineData(ConsultStatus.Completed)]
    [InlineData(ConsultStatus.Cancelled)]
    [InlineData(ConsultStatus.Expired)]
    public void Next_Ended_IsNull(ConsultStatus status) => Assert.Null(Next(In(status)));

    [Fact]
    public void Next_Waiting_FirstOfferThenAcceptanceThenGivingUp()
    {
        var waiting = Waiting(Ticket().WithoutSteps());

        Assert.Equal(Escalation(SlaPromise.FirstOffer, At(10)), Next(waiting));
        var withoutOffer = Escalated(waiting, SlaPromise.FirstOffer);
        Assert.Equal(Escalation(SlaPromise.Acceptance, At(120)), Next(withoutOffer));
        Assert.Equal(
            (At(1800), new WatchAction.Expire(ExpiryReason.NoProvider)),
            Next(Escalated(withoutOffer, SlaPromise.Acceptance)));
    }

    [Fact]
    public void Next_OfferMade_DoesNotWatchTheFirstOffer() =>
        Assert.Equal(Escalation(SlaPromise.Acceptance, At(120)), Next(Offered(Ticket().WithoutSteps())));

    [Fact]
    public void Next_AsManyOffersAsMayBeMade_ExpiresOnceTheLastHasEnded()
    {
        var consult = WithOffers(DispatchLimits.OffersPerConsult - 1);
        Assert.IsNotType<WatchAction.Expire>(Next(consult)?.Action);
        var last = Offer("last");
        consult = consult.Apply(new OfferMade(last), At(20));
        Assert.True(Next(consult)?.At > At(20));

        consult = consult.Apply(new OfferExpired(last.Id, Ada), At(21));

        Assert.Equal((At(21), new WatchAction.Expire(ExpiryReason.OfferLimit)), Next(consult));
    }

    [Fact]
    public void Next_AsManyOffersAsMayBeMadeAndTheWordOfAnEndGotLost_ExpiresWhenNoneCanBeOpenAnyMore()
    {
        var consult = WithOffers(DispatchLimits.OffersPerConsult - 1, Ticket().WithoutSteps()).Apply(new OfferMade(Offer("last")), At(20));

        Assert.Equal(
            (At(20) + DispatchLimits.OfferTtl + DispatchLimits.TakeBackGrace, new WatchAction.Expire(ExpiryReason.OfferLimit)),
            Next(consult));
    }

    [Fact]
    public void Next_StartMissed_EscalatesThenReleases()
    {
        var startBy = At(10 + 180);

        var assigned = Assigned(Ticket().WithoutSteps());

        Assert.Equal(Escalation(SlaPromise.Start, startBy), Next(assigned));
        Assert.Equal(
            (startBy, new WatchAction.Release(1, ConsultStatus.Assigned, ReleaseReason.NotStarted)),
            Next(Escalated(assigned, SlaPromise.Start)));
    }

    [Theory]
    [InlineData(Modality.Live, 3600)]
    [InlineData(Modality.Async, 86400)]
    public void Next_InProgressForLong_EscalatesThenReleasesAfterTheNotice(Modality modality, int limitSeconds)
    {
        var consult = Escalated(InProgress(Ticket(modality: modality).WithoutSteps()), SlaPromise.Completion);
        var limit = At(20 + limitSeconds);

        Assert.Equal(Escalation(SlaPromise.InProgressLimit, limit), Next(consult));
        Assert.Equal(
            (limit + DispatchLimits.InProgressNotice, new WatchAction.Release(1, ConsultStatus.InProgress, ReleaseReason.NotCompleted)),
            Next(Escalated(consult, SlaPromise.InProgressLimit)));
    }

    [Fact]
    public void Next_AsyncNeverStarted_IsReleasedAtTheLimitFromItsAssignment()
    {
        var consult = Escalated(
            Escalated(Assigned(Ticket(modality: Modality.Async).WithoutSteps()), SlaPromise.Completion), SlaPromise.InProgressLimit);

        Assert.Equal(
            (At(10 + 86400) + DispatchLimits.InProgressNotice, new WatchAction.Release(1, ConsultStatus.Assigned, ReleaseReason.NotCompleted)),
            Next(consult));
    }

    [Fact]
    public void Next_WaitingByTheDefaultLadder_TakesEveryStepOfTheTableInOrder() => Assert.Equal(
        [
            (8, SlaPromise.FirstOffer, 80, LadderAction.OfferToTwo),
            (10, SlaPromise.FirstOffer, 100, LadderAction.TellOperator),
            (60, SlaPromise.Acceptance, 50, LadderAction.RaisePriority),
            (96, SlaPromise.Acceptance, 80, LadderAction.OfferToThree),
            (120, SlaPromise.Acceptance, 100, LadderAction.TellClinicAndOperator),
            (1440, SlaPromise.GiveUp, 80, LadderAction.TellPatientAndClinic),
        ],
        StepsOf(Waiting()));

    [Fact]
    public void Next_WaitingAsyncByTheDefaultLadder_TakesEveryStepOfTheTableInOrder() => Assert.Equal(
        [
            (240, SlaPromise.FirstOffer, 80, LadderAction.OfferToTwo),
            (300, SlaPromise.FirstOffer, 100, LadderAction.TellOperator),
            (900, SlaPromise.Acceptance, 50, LadderAction.RaisePriority),
            (1440, SlaPromise.Acceptance, 80, LadderAction.OfferToThree),
            (1800, SlaPromise.Acceptance, 100, LadderAction.TellClinicAndOperator),
            (3600, SlaPromise.Completion, 100, LadderAction.Record),
            (69120, SlaPromise.GiveUp, 80, LadderAction.TellPatientAndClinic),
        ],
        StepsOf(Waiting(Ticket(modality: Modality.Async))));

    [Fact]
    public void Next_WithPreferences_DropsThemAtHalfOfTheFirstOffer() => Assert.Contains(
        (5, SlaPromise.FirstOffer, 50, LadderAction.DropPreferences),
        StepsOf(Waiting(Ticket() with { Preferences = new SoftPreferences(Bob, At(5)) })));

    [Fact]
    public void Next_Urgent_IsNotRaisedAnyFurther() => Assert.DoesNotContain(
        StepsOf(Waiting(Ticket(priority: Priority.Urgent))), step => step.Action == LadderAction.RaisePriority);

    [Fact]
    public void Next_Assigned_RemindsTwiceBeforeTheStartIsMissed() => Assert.Equal(
        [
            (100, SlaPromise.Start, 50, LadderAction.RemindProvider),
            (154, SlaPromise.Start, 80, LadderAction.RemindProvider),
            (190, SlaPromise.Start, 100, LadderAction.Record),
        ],
        StepsOf(Assigned()));

    [Fact]
    public void Next_InProgress_RemindsBeforeCompletionIsMissedThenAtTheLimit() => Assert.Equal(
        [
            (2880, SlaPromise.Completion, 80, LadderAction.RemindProvider),
            (3600, SlaPromise.Completion, 100, LadderAction.Record),
            (3620, SlaPromise.InProgressLimit, 100, LadderAction.RemindProvider),
        ],
        StepsOf(InProgress()));

    [Fact]
    public void Next_AssignedAgain_RemindsTheNewProviderAndRaisesNothingTwice()
    {
        var consult = Waiting();
        foreach (var step in new[] { 3, 6, 7 })
        {
            consult = step < 6
                ? consult.Apply(consult.Escalate(default, At(0), step).Event!, At(1))
                : consult.Status == ConsultStatus.Waiting ? consult.AssignedTo(Offer(), 10) : consult;
        }

        var reminded = consult.Apply(consult.Escalate(default, At(0), 6).Event!, At(100));
        var again = reminded
            .Apply(new ConsultReleased(1, ReleaseReason.ByProvider, null), At(110))
            .AssignedTo(Offer("2", Bob), 120);

        Assert.True(reminded.Escalate(default, At(0), 6).IsRepeat);
        Assert.Equal((210, SlaPromise.Start, 50, LadderAction.RemindProvider), StepsOf(again)[0]);
        Assert.Equal(Priority.Urgent, again.ToOpenConsult().Priority);
    }

    [Theory]
    [InlineData(ConsultStatus.Assigned, 60)]
    [InlineData(ConsultStatus.InProgress, 300)]
    public void Next_LiveAndConnectionLost_IsReleasedAfterTheLimit(ConsultStatus status, int limitSeconds) =>
        Assert.Equal(
            (At(30 + limitSeconds), new WatchAction.Release(1, status, ReleaseReason.ConnectionLost)),
            ConsultWatch.Next(
                (status == ConsultStatus.Assigned ? Assigned(Ticket().WithoutSteps()) : InProgress(Ticket().WithoutSteps())).ToOpenConsult(),
                disconnectedSince: At(30)));

    [Fact]
    public void Next_AsyncAndConnectionLost_IsAsIfConnected()
    {
        foreach (var consult in new[] { Assigned(Ticket(modality: Modality.Async)), InProgress(Ticket(modality: Modality.Async)) })
        {
            Assert.Equal(Next(consult), ConsultWatch.Next(consult.ToOpenConsult(), disconnectedSince: At(30)));
        }
    }

    [Fact]
    public void Next_SecondAssignment_CarriesItsNumber()
    {
        var second = Released(Ticket().WithoutSteps()).AssignedTo(Offer("2", Bob), 40);

        Assert.Equal(new WatchAction.Release(2, ConsultStatus.Assigned, ReleaseReason.NotStarted), Next(Escalated(second, SlaPromise.Start))?.Action);
    }

    /// <summary>So many offers were made of it, one a second, and all have ended.</summary>
    private static Consult WithOffers(int count, Ticket? ticket = null)
    {
        var consult = Waiting(ticket);
        for (var i = 0; i < count; i++)
        {
            var offer = Offer($"{i}");
            consult = consult.Apply(new OfferMade(offer), At(i)).Apply(new OfferExpired(offer.Id, Ada), At(i));
        }

        return consult;
    }

    private static (DateTimeOffset At, WatchAction Action)? Next(Consult consult) =>
        ConsultWatch.Next(consult.ToOpenConsult(), disconnectedSince: null);

    private static (DateTimeOffset, WatchAction) Escalation(SlaPromise promise, DateTimeOffset at) =>
        (at, new WatchAction.Escalate(promise, at));

    /// <summary>Everything that is recorded of a consult that nobody touches, with the second in which it is.</summary>
    private static List<(double Second, SlaPromise Promise, int Percent, LadderAction Action)> StepsOf(Consult consult)
    {
        var steps = new List<(double, SlaPromise, int, LadderAction)>();
        while (Next(consult) is (var at, WatchAction.Escalate due))
        {
            var taken = Assert.IsType<ConsultEscalated>(consult.Escalate(due.Promise, due.Deadline, due.Step).Event);
            steps.Add(((at - Noon).TotalSeconds, taken.Promise, taken.Percent, taken.Action));
            consult = consult.Apply(taken, at);
        }

        return steps;
    }

    private static Consult Escalated(Consult consult, SlaPromise promise) =>
        consult.Apply(consult.Escalate(promise, At(0)).Event!, consult.UpdatedAt);
}
