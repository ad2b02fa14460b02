using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Providers;
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
        var waiting = Waiting();

        Assert.Equal(Escalation(SlaPromise.FirstOffer, At(10)), Next(waiting));
        var withoutOffer = Escalated(waiting, SlaPromise.FirstOffer);
        Assert.Equal(Escalation(SlaPromise.Acceptance, At(120)), Next(withoutOffer));
        Assert.Equal(
            (At(1800), new WatchAction.Expire(ExpiryReason.NoProvider)),
            Next(Escalated(withoutOffer, SlaPromise.Acceptance)));
    }

    [Fact]
    public void Next_OfferMade_DoesNotWatchTheFirstOffer() =>
        Assert.Equal(Escalation(SlaPromise.Acceptance, At(120)), Next(Offered()));

    [Fact]
    public void Next_AsManyOffersAsMayBeMade_ExpiresOnceTheLastHasEnded()
    {
        var consult = Waiting();
        for (var i = 0; i < DispatchLimits.OffersPerConsult; i++)
        {
            consult = consult.Apply(new OfferMade(Offer($"{i}")), At(i));
            Assert.IsNotType<WatchAction.Expire>(Next(consult)?.Action);
            consult = consult.Apply(new OfferExpired(Offer($"{i}").Id, Ada), At(i));
        }

        Assert.Equal((consult.UpdatedAt, new WatchAction.Expire(ExpiryReason.OfferLimit)), Next(consult));
    }

    [Fact]
    public void Next_StartMissed_EscalatesThenReleases()
    {
        var startBy = At(10 + 180);

        Assert.Equal(Escalation(SlaPromise.Start, startBy), Next(Assigned()));
        Assert.Equal(
            (startBy, new WatchAction.Release(1, ReleaseReason.NotStarted)),
            Next(Escalated(Assigned(), SlaPromise.Start)));
    }

    [Theory]
    [InlineData(Modality.Live, 3600)]
    [InlineData(Modality.Async, 86400)]
    public void Next_InProgressForLong_EscalatesThenReleasesAfterTheNotice(Modality modality, int limitSeconds)
    {
        var consult = Escalated(InProgress(Ticket(modality: modality)), SlaPromise.Completion);
        var limit = At(20 + limitSeconds);

        Assert.Equal(Escalation(SlaPromise.InProgressLimit, limit), Next(consult));
        Assert.Equal(
            (limit + DispatchLimits.InProgressNotice, new WatchAction.Release(1, ReleaseReason.NotCompleted)),
            Next(Escalated(consult, SlaPromise.InProgressLimit)));
    }

    [Fact]
    public void Next_AsyncNeverStarted_IsReleasedAtTheLimitFromItsAssignment()
    {
        var consult = Escalated(
            Escalated(Assigned(Ticket(modality: Modality.Async)), SlaPromise.Completion), SlaPromise.InProgressLimit);

        Assert.Equal(
            (At(10 + 86400) + DispatchLimits.InProgressNotice, new WatchAction.Release(1, ReleaseReason.NotCompleted)),
            Next(consult));
    }

    [Theory]
    [InlineData(ConsultStatus.Assigned, 60)]
    [InlineData(ConsultStatus.InProgress, 300)]
    public void Next_LiveAndConnectionLost_IsReleasedAfterTheLimit(ConsultStatus status, int limitSeconds) =>
        Assert.Equal(
            (At(30 + limitSeconds), new WatchAction.Release(1, ReleaseReason.ConnectionLost)),
            ConsultWatch.Next(In(status).ToOpenConsult(), disconnectedSince: At(30)));

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
        var second = Released().AssignedTo(Offer("2", Bob), 40);

        Assert.Equal(new WatchAction.Release(2, ReleaseReason.NotStarted), Next(Escalated(second, SlaPromise.Start))?.Action);
    }

    private static (DateTimeOffset At, WatchAction Action)? Next(Consult consult) =>
        ConsultWatch.Next(consult.ToOpenConsult(), disconnectedSince: null);

    private static (DateTimeOffset, WatchAction) Escalation(SlaPromise promise, DateTimeOffset at) =>
        (at, new WatchAction.Escalate(promise, at));

    private static Consult Escalated(Consult consult, SlaPromise promise) =>
        consult.Apply(consult.Escalate(promise, At(0)).Event!, consult.UpdatedAt);
}
