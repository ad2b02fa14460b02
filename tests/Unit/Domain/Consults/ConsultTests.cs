using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

public class ConsultTests
{
    [Fact]
    public void Requested_Waits()
    {
        var consult = Waiting();

        Assert.Equal(ConsultStatus.Waiting, consult.Status);
        Assert.Equal((0, 1L), (consult.Number, consult.Version));
        Assert.Equal(consult.Ticket.Sla.GiveUpAt, consult.GiveUpAt);
        Assert.Null(consult.ServedBy);
    }

    [Fact]
    public void Requested_Again_CannotFollow() =>
        Assert.Throws<InvariantBrokenException>(
            () => Waiting().Apply(new ConsultRequested(Ticket(), null, Sealed), Noon));

    [Theory]
    [InlineData(ConsultStatus.Waiting)]
    [InlineData(ConsultStatus.Offered)]
    public void Assign_Unassigned_IsAssignedUnderTheNextNumber(ConsultStatus status)
    {
        var consult = In(status).AssignedTo(Offer(), 10);

        Assert.Equal(ConsultStatus.Assigned, consult.Status);
        Assert.Equal((1, Ada), (consult.Number, consult.ServedBy));
        Assert.Equal(At(10), consult.FirstAcceptedAt);
        Assert.Equal(At(10 + 180), consult.StartBy);
        Assert.Empty(consult.OpenOffers);
    }

    [Fact]
    public void Assign_OfAnAsyncConsult_PromisesNoStart() =>
        Assert.Null(Waiting(Ticket(modality: Modality.Async)).AssignedTo(Offer(), 10).StartBy);

    [Fact]
    public void Assign_LateAcceptOfAnOfferThatIsNotOpen_Wins()
    {
        var expired = Offered().Apply(new OfferExpired(Offer().Id, Ada), At(31));

        Assert.Equal(ConsultStatus.Waiting, expired.Status);
        Assert.Equal(Ada, expired.AssignedTo(Offer(), 40).ServedBy);
    }

    [Theory]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    public void Assign_SameOfferAgain_IsARepeat(ConsultStatus status) =>
        Assert.True(In(status).Assign(Offer(), 0, At(50)).IsRepeat);

    [Theory]
    [InlineData(ConsultStatus.None, GoneReason.UnknownConsult)]
    [InlineData(ConsultStatus.Assigned, GoneReason.AssignedToAnother)]
    [InlineData(ConsultStatus.InProgress, GoneReason.AssignedToAnother)]
    [InlineData(ConsultStatus.Completed, GoneReason.ConsultCompleted)]
    [InlineData(ConsultStatus.Cancelled, GoneReason.ConsultCancelled)]
    [InlineData(ConsultStatus.Expired, GoneReason.ConsultExpired)]
    public void Assign_NotUnassigned_IsGone(ConsultStatus status, GoneReason reason)
    {
        var verdict = In(status).Assign(Offer("2", Bob), 0, At(50));

        Assert.Equal((null, reason), (verdict.Event, verdict.Refusal));
    }

    [Fact]
    public void Start_Assigned_IsInProgress()
    {
        var consult = Assigned();
        var started = consult.Apply(consult.Start(Ada, 1).Event!, At(20));

        Assert.Equal(ConsultStatus.InProgress, started.Status);
        Assert.Equal((At(20), (DateTimeOffset?)null), (started.StartedAt, started.StartBy));
    }

    [Fact]
    public void Start_InProgress_IsARepeat() => Assert.True(InProgress().Start(Ada, 1).IsRepeat);

    [Theory]
    [InlineData(ConsultStatus.None, GoneReason.UnknownConsult)]
    [InlineData(ConsultStatus.Waiting, GoneReason.AssignmentEnded)]
    [InlineData(ConsultStatus.Offered, GoneReason.AssignmentEnded)]
    [InlineData(ConsultStatus.Completed, GoneReason.ConsultCompleted)]
    [InlineData(ConsultStatus.Cancelled, GoneReason.ConsultCancelled)]
    [InlineData(ConsultStatus.Expired, GoneReason.ConsultExpired)]
    public void StartReleaseAndComplete_NotServed_AreGone(ConsultStatus status, GoneReason reason)
    {
        var consult = In(status);

        Assert.Equal(reason, consult.Start(Ada, 1).Refusal);
        Assert.Equal(reason, consult.Release(1, ReleaseReason.ByProvider, null).Refusal);
        Assert.Equal(reason, consult.CompleteBy(Bob).Refusal?.Gone);
    }

    [Theory]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    public void StartReleaseAndComplete_OfAnotherNumber_AreRefused(ConsultStatus status)
    {
        foreach (var number in new[] { 0, 2 })
        {
            Assert.Equal(GoneReason.AssignmentEnded, In(status).Start(Ada, number).Refusal);
            Assert.Equal(GoneReason.AssignmentEnded, In(status).Release(number, ReleaseReason.ByProvider, null).Refusal);
            Assert.Equal(GoneReason.AssignmentEnded, In(status).CompleteBy(Ada, number).Refusal?.Gone);
        }
    }

    [Theory]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    public void StartAndComplete_ByAnotherProvider_AreRefused(ConsultStatus status)
    {
        Assert.Equal(GoneReason.AssignmentEnded, In(status).Start(Bob, 1).Refusal);
        Assert.Equal(GoneReason.AssignmentEnded, In(status).CompleteBy(Bob).Refusal?.Gone);
    }

    [Fact]
    public void Release_WaitsAgainAtTheSamePlace()
    {
        var released = Released();

        Assert.Equal(ConsultStatus.Waiting, released.Status);
        Assert.Equal(Waiting().Ticket.Order, released.Ticket.Order);
        Assert.Null(released.ServedBy);
        Assert.Equal(At(10), released.FirstAcceptedAt);
        Assert.Equal((null, null, null), (released.AssignedAt, released.StartBy, released.StartedAt));
    }

    [Fact]
    public void Release_Early_KeepsTheTimeOfGivingUp() => Assert.Equal(At(1800), Released().GiveUpAt);

    [Fact]
    public void Release_CloseToGivingUp_GivesAsLongAsAnAcceptanceTakes()
    {
        var released = InProgress().Apply(new ConsultReleased(1, ReleaseReason.NotCompleted, null), At(4000));

        Assert.Equal(At(4000 + 120), released.GiveUpAt);
        Assert.Equal(released.GiveUpAt, released.ToOpenConsult().GiveUpAt);
    }

    [Fact]
    public void Release_Again_IsARepeat() =>
        Assert.True(Released().Release(1, ReleaseReason.ByProvider, null).IsRepeat);

    [Fact]
    public void Release_OfTheAssignmentBefore_IsRefused()
    {
        var second = Released().AssignedTo(Offer("2", Bob), 40);

        Assert.Equal((2, Bob), (second.Number, second.ServedBy));
        Assert.Equal(GoneReason.AssignmentEnded, second.Release(1, ReleaseReason.NotStarted, null).Refusal);
        Assert.Equal(GoneReason.AssignmentEnded, second.Start(Ada, 1).Refusal);
        Assert.Equal(GoneReason.AssignmentEnded, second.Start(Ada, 2).Refusal);
    }

    [Theory]
    [InlineData(Decision.Approved, "botox", true)]
    [InlineData(Decision.Denied, "", false)]
    [InlineData(Decision.Referred, "", false)]
    public void Complete_InProgress_EndsWithTheDecision(Decision decision, string ordered, bool hasOrder)
    {
        var consult = InProgress();
        var completed = consult.Apply(
            consult.CompleteBy(Ada, decision: decision, ordered: ordered.Length == 0 ? NoServices : Botox).Event!, At(40));

        Assert.Equal((ConsultStatus.Completed, decision), (completed.Status, completed.Decision));
        Assert.Equal(hasOrder ? Order : null, completed.Order);
        Assert.Equal(At(40), completed.EndedAt);
        Assert.Equal(Ada, completed.ToSummary().Provider);
        Assert.True(completed.CompleteBy(Ada).IsRepeat);
    }

    [Fact]
    public void Complete_NotStarted_IsRefused() => Assert.True(Assigned().CompleteBy(Ada).Refusal?.NotStarted);

    [Theory]
    [InlineData(Decision.Approved)]
    [InlineData(Decision.Denied)]
    [InlineData(Decision.Referred)]
    public void Complete_WithoutJustification_IsRefused(Decision decision) =>
        Assert.True(InProgress().CompleteBy(Ada, decision: decision, isJustified: false).Refusal?.NotJustified);

    [Fact]
    public void Complete_ApprovedWithOtherOrders_SaysWhatIsMissingAndWhatWasNotAskedFor()
    {
        var refusal = InProgress(Ticket(services: "botox filler"))
            .CompleteBy(Ada, ordered: [new("filler"), new("laser")]).Refusal;

        Assert.Equal("botox", Assert.Single(refusal!.Value.Missing).Value);
        Assert.Equal("laser", Assert.Single(refusal.Value.NotAskedFor).Value);
    }

    [Theory]
    [InlineData(Decision.Denied)]
    [InlineData(Decision.Referred)]
    public void Complete_NotApprovedWithOrders_IsRefused(Decision decision)
    {
        var refusal = InProgress().CompleteBy(Ada, decision: decision, ordered: Botox).Refusal;

        Assert.Empty(refusal!.Value.Missing);
        Assert.Equal(Botox, refusal.Value.NotAskedFor);
    }

    [Theory]
    [InlineData(ConsultStatus.Waiting)]
    [InlineData(ConsultStatus.Offered)]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    public void Cancel_Open_Ends(ConsultStatus status)
    {
        var consult = In(status);
        var cancelled = consult.Apply(consult.Cancel(ClosedBy.Clinic, Sealed).Event!, At(50));

        Assert.Equal((ConsultStatus.Cancelled, At(50)), (cancelled.Status, cancelled.EndedAt));
        Assert.Null(cancelled.ServedBy);
        Assert.Empty(cancelled.OpenOffers);
        Assert.True(cancelled.Cancel(ClosedBy.Clinic, Sealed).IsRepeat);
    }

    [Theory]
    [InlineData(ConsultStatus.None)]
    [InlineData(ConsultStatus.Completed)]
    [InlineData(ConsultStatus.Expired)]
    public void Cancel_NotOpen_IsRefused(ConsultStatus status) =>
        Assert.Equal(status, In(status).Cancel(ClosedBy.Clinic, Sealed).Refusal);

    [Theory]
    [InlineData(ConsultStatus.Waiting)]
    [InlineData(ConsultStatus.Offered)]
    public void Expire_Unassigned_Ends(ConsultStatus status)
    {
        var consult = In(status);
        var expired = consult.Apply(consult.Expire(ExpiryReason.OfferLimit).Event!, At(50));

        Assert.Equal((ConsultStatus.Expired, ExpiryReason.OfferLimit), (expired.Status, expired.ExpiryReason));
        Assert.True(expired.Expire(ExpiryReason.NoProvider).IsRepeat);
    }

    [Theory]
    [InlineData(ConsultStatus.None)]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    [InlineData(ConsultStatus.Completed)]
    [InlineData(ConsultStatus.Cancelled)]
    public void Expire_NotUnassigned_IsRefused(ConsultStatus status) =>
        Assert.Equal(status, In(status).Expire(ExpiryReason.NoProvider).Refusal);

    [Theory]
    [InlineData(SlaPromise.FirstOffer, "Waiting")]
    [InlineData(SlaPromise.Acceptance, "Waiting Offered")]
    [InlineData(SlaPromise.Start, "Assigned")]
    [InlineData(SlaPromise.InProgressLimit, "Assigned InProgress")]
    [InlineData(SlaPromise.Completion, "Waiting Offered Assigned InProgress")]
    [InlineData(SlaPromise.GiveUp, "")]
    public void Escalate_IsRecordedOnceWhereThePromiseMatters(SlaPromise promise, string statuses)
    {
        foreach (var status in Enum.GetValues<ConsultStatus>())
        {
            var consult = In(status);
            var verdict = consult.Escalate(promise, At(60));
            if (statuses.Split(' ').Contains(status.ToString()))
            {
                var escalated = consult.Apply(Assert.IsType<ConsultEscalated>(verdict.Event), At(60));
                Assert.Equal(status, escalated.Status);
                Assert.True(escalated.Escalate(promise, At(60)).IsRepeat);
            }
            else
            {
                Assert.Equal(status, verdict.Refusal);
            }
        }
    }

    [Fact]
    public void Escalate_OfAPromiseOfAnAssignment_CountsAnewForTheNext()
    {
        var escalated = Assigned().Apply(new ConsultEscalated(SlaPromise.Start, At(190)), At(190));
        var again = escalated.Apply(new ConsultReleased(1, ReleaseReason.NotStarted, null), At(190))
            .AssignedTo(Offer("2", Bob), 200);

        Assert.True(escalated.HasEscalated(SlaPromise.Start));
        Assert.False(again.HasEscalated(SlaPromise.Start));
    }

    [Fact]
    public void Offers_LastOneEnds_WaitsAgain()
    {
        var two = Offered().Apply(new OfferMade(Offer("2", Bob)), At(2));
        var one = two.Apply(new OfferDeclined(Offer().Id, Ada, null), At(3));
        var none = one.Apply(new OfferRescinded(Offer("2").Id, Bob, RescindReason.OffDuty), At(4));

        Assert.Equal((ConsultStatus.Offered, 1), (one.Status, one.OpenOffers.Length));
        Assert.Equal((ConsultStatus.Waiting, 0, 2), (none.Status, none.OpenOffers.Length, none.OffersMade));
    }

    [Fact]
    public void Apply_OfAnAssignmentThatIsNotTheNext_CannotFollow()
    {
        Assert.Throws<InvariantBrokenException>(
            () => Waiting().Apply(new ConsultAssigned(2, Offer(), 0, null), At(10)));
        Assert.Throws<InvariantBrokenException>(
            () => Assigned().Apply(new ConsultAssigned(2, Offer("2", Bob), 0, null), At(20)));
        Assert.Throws<InvariantBrokenException>(() => Assigned().Apply(new ConsultStarted(2), At(20)));
    }

    [Fact]
    public void Completed_HasNoOpenOffers() =>
        Assert.Empty(InProgress().Apply(new OfferMade(Offer("2", Bob)), At(21))
            .Apply(new ConsultCompleted(1, Ada, Decision.Denied, null, Sealed), At(40)).OpenOffers);
}
