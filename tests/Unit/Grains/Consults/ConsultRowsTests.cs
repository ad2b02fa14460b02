using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Offers;
using Dispatch.Grains.Consults;
using Dispatch.Journal.Rows;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Grains.Consults;

public class ConsultRowsTests
{
    private static readonly Consult TwoOffers = Offered().Apply(new OfferMade(Offer("2", Bob)), At(2));

    [Fact]
    public void EveryEvent_WritesTheConsultAsItIsAfterwards()
    {
        var after = Offered();
        var rows = ConsultRows.Of(Waiting(), after, new OfferMade(Offer()));

        var row = Assert.Single(rows.OfType<ConsultRow>());
        Assert.Equal(after.ToSummary(), row.Consult);
        Assert.Equal(after.ToOpenConsult(), row.Open);
    }

    [Fact]
    public void Requested_AloneCarriesThePatient()
    {
        var requested = ConsultRows.Of(Consult.None, Waiting(), new ConsultRequested(Ticket(), null, Sealed));
        var made = ConsultRows.Of(Waiting(), Offered(), new OfferMade(Offer()));

        Assert.Equal(Sealed, requested.OfType<ConsultRow>().Single().Patient);
        Assert.Null(made.OfType<ConsultRow>().Single().Patient);
    }

    [Fact]
    public void EveryEvent_NamesTheColumnsThatItChanges()
    {
        AssertColumns(Consult.None, new ConsultRequested(Ticket(), null, Sealed), ConsultColumns.All);
        AssertColumns(Waiting(), new OfferMade(Offer()), ConsultColumns.None);
        AssertColumns(TwoOffers, new OfferDeclined(Offer().Id, Ada, null), ConsultColumns.None);
        AssertColumns(TwoOffers, new OfferExpired(Offer().Id, Ada), ConsultColumns.None);
        AssertColumns(TwoOffers, new OfferRescinded(Offer().Id, Ada, RescindReason.OffDuty), ConsultColumns.None);
        AssertColumns(TwoOffers, new ConsultAssigned(1, Offer(), 0, null), ConsultColumns.Provider | ConsultColumns.Acceptance);
        AssertColumns(Assigned(), new ConsultStarted(1), ConsultColumns.None);
        AssertColumns(Assigned(), new ConsultEscalated(SlaPromise.Completion, At(60)), ConsultColumns.None);
        AssertColumns(InProgress(), new ConsultReleased(1, ReleaseReason.ByProvider, null), ConsultColumns.Provider);
        AssertColumns(InProgress(), new ConsultCompleted(1, Ada, Decision.Denied, null, Sealed), ConsultColumns.End);
        AssertColumns(InProgress(), new ConsultCancelled(ClosedBy.Clinic, Sealed), ConsultColumns.All);
        AssertColumns(TwoOffers, new ConsultExpired(ExpiryReason.NoProvider), ConsultColumns.All);
    }

    [Fact]
    public void OfferMade_OpensItsRow() => AssertOffers(Waiting(), new OfferMade(Offer()), "off_1 Open");

    [Fact]
    public void OfferEnded_ClosesItsRowOnly()
    {
        AssertOffers(TwoOffers, new OfferDeclined(Offer().Id, Ada, null), "off_1 Declined");
        AssertOffers(TwoOffers, new OfferExpired(Offer().Id, Ada), "off_1 Expired");
        AssertOffers(TwoOffers, new OfferRescinded(Offer("2").Id, Bob, RescindReason.OffDuty), "off_2 Rescinded");
    }

    [Fact]
    public void OfferEnded_OfOneThatIsNotOpen_WritesNoOffer() =>
        AssertOffers(Waiting(), new OfferExpired(Offer().Id, Ada));

    [Fact]
    public void Assigned_ClosesTheWinnerAndAllOthers() =>
        AssertOffers(TwoOffers, new ConsultAssigned(1, Offer(), 0, null), "off_1 Accepted", "off_2 Rescinded");

    [Fact]
    public void Assigned_LateAccept_ClosesTheWinnerAgain() =>
        AssertOffers(Waiting(), new ConsultAssigned(1, Offer(), 0, null), "off_1 Accepted");

    [Fact]
    public void Ended_ClosesEveryOpenOffer()
    {
        AssertOffers(TwoOffers, new ConsultCancelled(ClosedBy.Clinic, Sealed), "off_1 Rescinded", "off_2 Rescinded");
        AssertOffers(TwoOffers, new ConsultExpired(ExpiryReason.NoProvider), "off_1 Rescinded", "off_2 Rescinded");
    }

    [Fact]
    public void Ended_WithAnOfferToldOfAfterTheAssignment_ClosesItToo()
    {
        var assigned = Assigned().Apply(new OfferMade(Offer("2", Bob)), At(11));
        var started = assigned.Apply(new ConsultStarted(1), At(12));

        AssertOffers(assigned, new ConsultReleased(1, ReleaseReason.ByProvider, null), "off_2 Rescinded");
        AssertOffers(started, new ConsultCompleted(1, Ada, Decision.Denied, null, Sealed), "off_2 Rescinded");
    }

    [Fact]
    public void Completed_Approved_WritesTheOrder()
    {
        var completed = new ConsultCompleted(1, Ada, Decision.Approved, Order, Sealed);
        var rows = ConsultRows.Of(InProgress(), Completed(), completed);

        var order = Assert.Single(rows.OfType<OrderRow>());
        Assert.Equal((Order, Ada, At(40), Sealed), (order.Id, order.Provider, order.SignedAt, order.Content));
    }

    [Fact]
    public void Completed_NotApproved_WritesNoOrder()
    {
        var denied = new ConsultCompleted(1, Ada, Decision.Denied, null, Sealed);

        Assert.Empty(ConsultRows.Of(InProgress(), InProgress().Apply(denied, At(40)), denied).OfType<OrderRow>());
    }

    private static void AssertColumns(Consult before, ConsultEvent @event, ConsultColumns expected)
    {
        var after = before.Apply(@event, At(50));
        var row = ConsultRows.Of(before, after, @event).OfType<ConsultRow>().Single();

        Assert.Equal(expected, row.Changes);
        if (before.Exists)
        {
            var (old, now) = (before.ToSummary(), after.ToSummary());
            Assert.True(expected.HasFlag(ConsultColumns.Provider) || old.Provider == now.Provider);
            Assert.True(expected.HasFlag(ConsultColumns.Acceptance) || old.AcceptedAt == now.AcceptedAt);
            Assert.True(expected.HasFlag(ConsultColumns.End) || old.Status.IsEnded() == now.Status.IsEnded());
        }
    }

    private static void AssertOffers(Consult before, ConsultEvent @event, params string[] expected)
    {
        var after = before.Apply(@event, At(50));
        var offers = ConsultRows.Of(before, after, @event).OfType<OfferRow>().ToList();

        Assert.Equal(expected, offers.Select(o => $"{o.Offer.Id} {o.Outcome}"));
        Assert.All(offers, o => Assert.Equal(o.Outcome == OfferOutcome.Open ? null : At(50), o.EndedAt));
    }
}
