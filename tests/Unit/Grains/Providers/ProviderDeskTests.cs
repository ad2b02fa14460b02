using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;
using static Dispatch.Tests.Unit.Grains.Providers.DeskSamples;

namespace Dispatch.Tests.Unit.Grains.Providers;

public class ProviderDeskTests
{
    private static readonly StateCode Ca = new("CA");

    [Fact]
    public void Consider_Free_ReservesASlotForTheTimeOfAnOffer()
    {
        var desk = OnDuty();

        var offered = Assert.IsType<OfferResult.Offered>(desk.Consider(Request("1"), At(5)));

        Assert.Equal((OfferId("1"), Ada, At(5)), (offered.Offer.Id, offered.Offer.Provider, offered.Offer.OfferedAt));
        Assert.Equal(At(5) + DispatchLimits.OfferTtl, offered.Offer.ExpiresAt);
        Assert.Equal([Modality.Async], offered.Remaining!.Modalities);
        Assert.Equal(0, Assert.Single(desk.Offers).Slot);
    }

    [Fact]
    public void Consider_LastFreeSlot_NothingRemains()
    {
        var desk = OnDuty(Profile(modalities: "Live"));

        Assert.Null(Assert.IsType<OfferResult.Offered>(desk.Consider(Request("1"), Noon)).Remaining);
        Assert.Equal(Duty.Busy, desk.Duty);
    }

    [Fact]
    public void Consider_SameConsultAgain_IsTheSameOffer()
    {
        var desk = OnDuty();
        var first = desk.Consider(Request("1"), Noon);

        var second = Assert.IsType<OfferResult.Offered>(desk.Consider(Request("other", Ticket("1")), At(3)));

        Assert.Equal(((OfferResult.Offered)first).Offer, second.Offer);
        Assert.Single(desk.Offers);
    }

    [Fact]
    public void Consider_NoFreeSlot_IsUnavailable()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);

        var refused = Assert.IsType<OfferResult.Unavailable>(desk.Consider(Request("2"), Noon));

        Assert.Equal([Modality.Async], refused.Remaining!.Modalities);
    }

    [Theory]
    [InlineData(Duty.OffDuty)]
    [InlineData(Duty.OnBreak)]
    public void Consider_NotOnDuty_IsUnavailable(Duty duty)
    {
        var desk = OnDuty();
        desk.Became(desk.State with { Duty = duty, DutyModalities = [] }, Noon);

        Assert.Null(Assert.IsType<OfferResult.Unavailable>(desk.Consider(Request("1"), Noon)).Remaining);
    }

    [Fact]
    public void Consider_NotConnected_IsUnavailable()
    {
        var desk = OnDuty();
        desk.Connected = false;

        Assert.IsType<OfferResult.Unavailable>(desk.Consider(Request("1"), Noon));
    }

    [Fact]
    public void Consider_ModalityNotTakenOnDuty_IsUnavailable()
    {
        var desk = OnDuty();
        desk.Became(desk.State with { DutyModalities = [Modality.Async] }, Noon);

        Assert.IsType<OfferResult.Unavailable>(desk.Consider(Request("1"), Noon));
    }

    [Fact]
    public void Consider_RequirementUnmet_SaysWhich_BeforeAnythingElse()
    {
        var desk = OnDuty(Profile("TX"));
        desk.Connected = false;

        Assert.Equal(
            UnmetRequirement.NotLicensed,
            Assert.IsType<OfferResult.NotEligible>(desk.Consider(Request("1"), Noon)).Requirement);
    }

    [Fact]
    public void Consider_DeclinedBefore_IsRefusedThoughIdleShorter()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.EndOffer(OfferId("1"), At(1), declined: true);

        Assert.IsType<OfferResult.DeclinedBefore>(desk.Consider(Request("2", Ticket("1"), runnerUp: Noon), At(2)));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Consider_RunnerUpIdleLonger_IsLessIdle(int runnerUpIdleSince, bool refused)
    {
        var desk = OnDuty();
        var result = desk.Consider(Request("1", runnerUp: At(runnerUpIdleSince)), At(2));

        Assert.Equal(refused, result is OfferResult.LessIdle);
        Assert.Equal(refused ? 0 : 1, desk.Offers.Count);
    }

    [Fact]
    public void Consider_AfterAnExpiredOffer_OffersAgain()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.EndOffer(OfferId("1"), At(30), declined: false);

        var again = Assert.IsType<OfferResult.Offered>(desk.Consider(Request("2", Ticket("1")), At(40)));

        Assert.Equal(OfferId("2"), again.Offer.Id);
    }

    [Fact]
    public void BeginAccept_Open_StopsTheOffersClock()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);

        Assert.IsType<AcceptStep.Ask>(desk.BeginAccept(OfferId("1"), At(29)));

        Assert.Null(desk.NextExpiry());
        Assert.Empty(desk.Overdue(At(1000)));
        desk.Reopen(OfferId("1"));
        Assert.Equal(At(30), desk.NextExpiry());
        Assert.Equal(OfferId("1"), Assert.Single(desk.Overdue(At(30))).Offer.Id);
    }

    [Fact]
    public void BeginAccept_Again_KeepsTheFirstTime()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.BeginAccept(OfferId("1"), At(3));

        Assert.Equal(At(3), Assert.IsType<AcceptStep.Ask>(desk.BeginAccept(OfferId("1"), At(9))).Held.AcceptingSince);
    }

    [Fact]
    public void BeginAccept_AcceptedBefore_IsAlready()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        var assignment = desk.Accept("1");

        Assert.Equal(assignment, Assert.IsType<AcceptStep.Already>(desk.BeginAccept(OfferId("1"), At(9))).Assignment);
    }

    [Fact]
    public void BeginAccept_Late_ReservesASlotThatIsFreeNow()
    {
        var desk = OnDuty();
        desk.Consider(Request("1", Ticket("1", Modality.Async)), Noon);
        desk.EndOffer(OfferId("1"), At(30), declined: false);
        desk.Consider(Request("2", Ticket("2", Modality.Async)), At(31));

        var held = Assert.IsType<AcceptStep.Ask>(desk.BeginAccept(OfferId("1"), At(32))).Held;

        Assert.Equal(1, held.Slot);
        Assert.Equal(2, desk.Offers.Count);
    }

    [Fact]
    public void BeginAccept_LateWithoutAFreeSlot_IsNoCapacity()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.EndOffer(OfferId("1"), At(30), declined: false);
        desk.Consider(Request("2"), At(31));

        AssertGone(GoneReason.NoCapacity, desk.BeginAccept(OfferId("1"), At(32)));
    }

    [Fact]
    public void BeginAccept_Declined_IsGoneForEver()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.EndOffer(OfferId("1"), At(3), declined: true);

        AssertGone(GoneReason.Declined, desk.BeginAccept(OfferId("1"), At(4)));
        Assert.True(desk.HasDeclined(OfferId("1")));
    }

    [Fact]
    public void BeginAccept_Unknown_IsUnknownOffer() =>
        AssertGone(GoneReason.UnknownOffer, OnDuty().BeginAccept(OfferId("1"), Noon));

    [Fact]
    public void BeginAccept_ForgottenAfterManyOthers_IsUnknownOffer()
    {
        var desk = OnDuty();
        for (var i = 0; i <= DispatchLimits.OffersRemembered; i++)
        {
            desk.Consider(Request($"{i}"), At(i));
            desk.EndOffer(OfferId($"{i}"), At(i), declined: false);
        }

        AssertGone(GoneReason.UnknownOffer, desk.BeginAccept(OfferId("0"), At(900)));
        Assert.IsType<AcceptStep.Ask>(desk.BeginAccept(OfferId("1"), At(900)));
    }

    [Fact]
    public void BeginAccept_LicenseEndedSince_IsNotEligibleAndFreesTheSlot()
    {
        var desk = OnDuty(Profile(expiresOn: new DateOnly(2026, 11, 2)));
        var end = Noon.AddHours(20);
        desk.Consider(Request("1"), end.AddSeconds(-1));

        var step = Assert.IsType<AcceptStep.NotEligible>(desk.BeginAccept(OfferId("1"), end));

        Assert.Equal((UnmetRequirement.LicenseExpired, OfferId("1")), (step.Requirement, step.Dropped!.Offer.Id));
        Assert.Empty(desk.Offers);
    }

    [Fact]
    public void BeginAccept_AgainInDoubtAndLicenseEndedSince_IsNotEligibleAndKeepsTheSlot()
    {
        var desk = OnDuty(Profile(expiresOn: new DateOnly(2026, 11, 2)));
        var end = Noon.AddHours(20);
        desk.Consider(Request("1"), end.AddSeconds(-2));
        desk.BeginAccept(OfferId("1"), end.AddSeconds(-1));
        desk.Doubt(OfferId("1"));

        var step = Assert.IsType<AcceptStep.NotEligible>(desk.BeginAccept(OfferId("1"), end));

        Assert.Equal((UnmetRequirement.LicenseExpired, null), (step.Requirement, step.Dropped));
        Assert.True(Assert.Single(desk.Offers).IsInDoubt);
    }

    [Fact]
    public void BeginAccept_LateAndSuspendedSince_IsNotEligible()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.EndOffer(OfferId("1"), At(30), declined: false);
        desk.Became(desk.State with { Suspended = true }, At(31));

        var step = Assert.IsType<AcceptStep.NotEligible>(desk.BeginAccept(OfferId("1"), At(32)));

        Assert.Equal((UnmetRequirement.Suspended, null), (step.Requirement, step.Dropped));
    }

    [Fact]
    public void EndAssignment_OfAnEarlierNumber_ChangesNothing()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        desk.Accept("1", number: 2);

        Assert.Null(desk.EndAssignment(ConsultId("1"), 1, At(9)));
        Assert.NotNull(desk.FindAssignment(ConsultId("1")));
        Assert.Equal(2, desk.EndAssignment(ConsultId("1"), 2, At(9))?.Number);
        Assert.Null(desk.EndAssignment(ConsultId("1"), 2, At(9)));
    }

    [Fact]
    public void IdleSince_MovesWhenWorkEndsAndOnComingOnDuty()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), At(1));
        Assert.Equal(Noon, desk.IdleSince);
        desk.EndOffer(OfferId("1"), At(2), declined: true);
        Assert.Equal(At(2), desk.IdleSince);
        desk.Consider(Request("2"), At(3));
        desk.Accept("2", 4);
        Assert.Equal(At(2), desk.IdleSince);
        desk.EndAssignment(ConsultId("2"), 1, At(5));
        Assert.Equal(At(5), desk.IdleSince);
        desk.Became(desk.State with { Duty = Duty.OnBreak }, At(6));
        Assert.Equal(At(5), desk.IdleSince);
        desk.Became(desk.State with { Duty = Duty.Available }, At(7));
        Assert.Equal(At(7), desk.IdleSince);
        desk.Became(desk.State with { DutyModalities = [Modality.Live] }, At(8));
        Assert.Equal(At(7), desk.IdleSince);
    }

    [Fact]
    public void AsCandidate_TellsTheOtherStatesWhoseLicencesAreValid()
    {
        var profile = Profile("CA TX");
        var desk = OnDuty(profile with { Licenses = [.. profile.Licenses, License("NV", new DateOnly(2026, 1, 1))] });

        Assert.Equal([new("TX")], desk.AsCandidate(Ca, Noon)!.OtherStates);
        Assert.Null(desk.AsCandidate(new StateCode("NV"), Noon));
        Assert.Null(desk.AsCandidate(new StateCode("WA"), Noon));
        Assert.Equal([new("CA"), new("TX")], desk.LicensedStates(Noon));
    }

    [Fact]
    public void AsCandidate_EachTime_HasALaterStamp()
    {
        var desk = OnDuty();
        var first = desk.AsCandidate(Ca, Noon)!.Stamp;
        var refused = Assert.IsType<OfferResult.NotEligible>(desk.Consider(Request("1", TexanTicket()), Noon));

        Assert.True(first < refused.Stamp);
        Assert.True(refused.Stamp < desk.AsCandidate(Ca, Noon)!.Stamp);
    }

    [Fact]
    public void AsCandidate_OfAnActivationThatOutlivedALaterOne_HasALaterStamp()
    {
        var (left, ended) = (OnDuty(), OnDuty());
        var announced = ended.AsCandidate(Ca, At(60))!.Stamp;

        Assert.True(announced < left.AsCandidate(Ca, At(61))!.Stamp);
    }

    [Fact]
    public void Recover_AdoptsWhatTheStoreSays_AndEndsWhatItDoesNot()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        var held = desk.Accept("1");
        var other = new HeldAssignment(Ticket("2", Modality.Async), 3, 1, ConsultStatus.InProgress, null);

        var ended = desk.Recover([Served(other)], At(9));

        Assert.Equal([held], ended);
        Assert.Equal([other], desk.Assignments);
        Assert.Equal(At(9), desk.IdleSince);
    }

    [Fact]
    public void Recover_AnotherNumberOfTheSameConsult_IsTheNewAssignment()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        var held = desk.Accept("1");

        Assert.Equal([held], desk.Recover([Served(held, number: 2)], At(9)));
        Assert.Equal(2, Assert.Single(desk.Assignments).Number);
    }

    [Fact]
    public void Recover_StartedInTheStore_IsInProgress()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        var held = desk.Accept("1");

        Assert.Empty(desk.Recover([Served(held, status: ConsultStatus.InProgress)], At(9)));
        Assert.Equal(held with { Status = ConsultStatus.InProgress }, Assert.Single(desk.Assignments));
    }

    [Fact]
    public void Recover_WhatFillsTheSlotOfAnOpenOffer_SaysSo()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        var offer = Assert.Single(desk.Offers);
        Assert.False(desk.IsFilled(offer));

        desk.Recover([Served(new HeldAssignment(Ticket("2"), 1, offer.Slot, ConsultStatus.Assigned, null))], At(9));

        Assert.True(desk.IsFilled(offer));
    }

    [Fact]
    public void Recover_WhileItsAcceptanceIsOnItsWay_LeavesTheSlotToTheAnswer()
    {
        var desk = OnDuty();
        desk.Consider(Request("1"), Noon);
        var held = Assert.IsType<AcceptStep.Ask>(desk.BeginAccept(OfferId("1"), At(3))).Held;
        var assignment = new HeldAssignment(Ticket("1"), 1, held.Slot, ConsultStatus.Assigned, null);

        Assert.Empty(desk.Recover([Served(assignment)], At(9)));

        Assert.Equal(held, Assert.Single(desk.Offers));
        Assert.Empty(desk.Assignments);
        desk.Assigned(held, 1);
        Assert.Empty(desk.Offers);
        Assert.Single(desk.Assignments);
    }

    private static Ticket TexanTicket() =>
        Ticket("9") with { Requirements = Ticket().Requirements with { State = new StateCode("TX") } };

    private static void AssertGone(GoneReason expected, AcceptStep step) =>
        Assert.Equal(new AcceptStep.Gone(expected), step);
}
