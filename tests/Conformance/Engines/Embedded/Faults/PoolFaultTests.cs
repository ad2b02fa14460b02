using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Conformance.Journal;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>A pool goes on whatever becomes of what it keeps and asks.</summary>
public sealed class PoolFaultTests
{
    [Fact]
    public async Task Sweep_WhenWhatWasLearnedCannotBeKept_WatchesGoOnAndItIsKeptLater()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var consult = process.Request();
        process.States.IsDown = true;
        Assert.IsType<AcceptResult.Assigned>(process.Run(() => process.Provider(provider).Accept(process.OfferOf(consult))));

        process.Advance(TimeSpan.FromMinutes(4));

        // Who accepts and does not start is relieved of it after three minutes.
        Assert.NotEqual(ConsultStatus.Assigned, process.Run(() => process.Consult(consult).Get())!.Summary.Status);
        process.States.IsDown = false;
        process.Advance(TimeSpan.FromSeconds(5));
        Assert.NotEqual(0, process.States.Written);
    }

    [Fact]
    public async Task Line_ThatBeginsSoonAfterAQuestion_AsksAgainWithinASecond()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        var left = process.Request();
        process.Run(() => process.Consult(left).Cancel(ClosedBy.Clinic, "the patient left"));
        process.GoOnDuty(provider);
        process.Advance(TimeSpan.FromMilliseconds(100));

        // The word that the provider is free is lost: the pool has a later one, that it is not.
        var elsewhere = new OfferRequest(
            Samples.New<OfferId>(),
            Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>(), "NY"),
            null,
            new MatchReason(DistributionPolicy.LongestIdle, 1, [], 0));
        var answer = Assert.IsType<OfferResult.NotEligible>(process.Run(() => process.Provider(provider).Offer(elsewhere)));
        process.Run(() => process.Pool("CA").Withdraw(provider, answer.Stamp));

        var consult = process.Request();
        Assert.Empty(process.Pushed.OfType<ProviderMessage.Offer>());
        process.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(consult, Assert.Single(process.Pushed.OfType<ProviderMessage.Offer>()).Open.Ticket.Consult);
    }

    [Fact]
    public async Task Request_WhenWhoStoodFirstHasBeenOfferedElsewhereSince_AsksTheNextOnly()
    {
        await using var process = new DispatchProcess();
        var (traveller, local) = TwoOnDuty(process);
        var elsewhere = process.Request("NY");
        process.Run(() => process.Provider(traveller).Decline(process.OfferOf(elsewhere), "busy"));
        process.Called.Clear();

        Assert.Equal(local, process.PushedOffer(process.Request()).Provider);
        Assert.Single(process.Called, "IProviderGrain.Offer");
    }

    [Fact]
    public async Task Request_WhenWhoStandsFirstIsBusyElsewhere_AsksTheNextOnly_AndTheFirstOnceNobodyElseIsLeft()
    {
        await using var process = new DispatchProcess();
        var (traveller, local) = TwoOnDuty(process);
        var elsewhere = process.Request("NY");
        process.Called.Clear();

        Assert.Equal(local, process.PushedOffer(process.Request()).Provider);
        Assert.Single(process.Called, "IProviderGrain.Offer");

        var waits = process.Request();
        process.Run(() => process.Provider(traveller).Decline(process.OfferOf(elsewhere), "busy"));

        Assert.Equal(traveller, process.PushedOffer(waits).Provider);
    }

    private static (ProviderId Traveller, ProviderId Local) TwoOnDuty(DispatchProcess process)
    {
        var (traveller, local) = (process.Register("CA", "NY"), process.Register("CA"));
        process.GoOnDuty(traveller);
        process.Advance(TimeSpan.FromSeconds(1));
        process.GoOnDuty(local);
        process.Advance(TimeSpan.FromSeconds(10));
        return (traveller, local);
    }

    [Fact]
    public async Task Sweep_WhileALiveConsultWaits_AsksWhoIsListedForReviewsOnlyAndHearsWhatItDoesNotKnow()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register(DispatchProcess.Profile("CA") with { Modalities = [Modality.Live, Modality.Async] });
        process.GoOnDuty(provider);
        var served = process.Request();
        Assert.IsType<AcceptResult.Assigned>(process.Run(() => process.Provider(provider).Accept(process.OfferOf(served))));
        process.Request();
        process.Advance(TimeSpan.FromSeconds(5));
        process.Asked.Clear();
        process.Announced.Clear();

        process.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([Modality.Async], process.Asked[^1].Listed!.Modalities);
        Assert.Empty(process.Announced);

        // The pool misses a word: it takes the provider for idle since long ago.
        var listed = process.Asked[^1].Listed!;
        process.Run(() => process.Pool("CA").Announce(listed with { IdleSince = listed.IdleSince.AddHours(-1) }));
        process.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(listed.IdleSince, Assert.Single(process.Announced).IdleSince);
    }

    [Fact]
    public async Task Sweep_WhileAReviewWaitsThatSomebodyDeclined_DoesNotAskWhoIsListedForReviews()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register(DispatchProcess.Profile("CA") with { Modalities = [Modality.Live, Modality.Async] });
        process.GoOnDuty(provider);
        var served = process.Request();
        Assert.IsType<AcceptResult.Assigned>(process.Run(() => process.Provider(provider).Accept(process.OfferOf(served))));
        var review = process.Request(modality: Modality.Async);
        Assert.IsType<DeclineResult.Declined>(process.Run(
            () => process.Provider(provider).Decline(process.OfferOf(review), null)));
        process.Advance(TimeSpan.FromSeconds(5));
        process.Asked.Clear();

        process.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty(process.Asked);

        process.Request();
        Assert.Equal(provider, Assert.Single(process.Asked).Provider);
    }

    [Fact]
    public async Task Activation_WhileANodeAnswersNothing_OffersAllTheSameWithinSeconds()
    {
        await using var process = new DispatchProcess();
        process.GoOnDuty(process.Register("CA"));
        var served = process.Request();
        Assert.IsType<AcceptResult.Assigned>(process.Run(
            () => process.Provider(process.PushedOffer(served).Provider).Accept(process.OfferOf(served))));
        var second = process.Register("CA");
        process.GoOnDuty(second);
        process.IsSilent = true;

        Assert.True(process.Engine.Crash<IStateLicensePoolGrain>("CA"));
        var consult = process.Request();
        process.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(second, process.PushedOffer(consult).Provider);
    }

    [Fact]
    public async Task Policy_EditedInAnotherProcess_CountsFromTheNextOfferOnceThisOneHasReadIt()
    {
        await using var process = new DispatchProcess();
        await using var other = new DispatchProcess(process);
        process.GoOnDuty(process.Register("CA"));
        var before = process.Request();
        Assert.Equal(DistributionPolicy.LongestIdle, process.PushedOffer(before).Reason.Policy);
        process.Run(() => process.Consult(before).Cancel(ClosedBy.Clinic, "the patient left"));

        other.Edit(DistributionPolicyKind.Instance, """{"policy":"roundRobin"}""");
        process.ReadSettings();

        Assert.Equal(DistributionPolicy.RoundRobin, process.PushedOffer(process.Request()).Reason.Policy);
    }

    [Fact]
    public async Task Pool_WhoseStoredStateNamesAPolicyOfItsOwn_ReadsItAndFollowsTheSetting()
    {
        await using var process = new DispatchProcess();
        await process.States.Write(
            "statelicensepool", "CA", "learned", """{"Policy":"roundRobin","AcceptRate":0.5,"HandleSeconds":240}"""u8.ToArray(), null);
        process.GoOnDuty(process.Register("CA"));

        var consult = process.Request();

        Assert.Equal(DistributionPolicy.LongestIdle, process.PushedOffer(consult).Reason.Policy);
        Assert.IsType<AcceptResult.Assigned>(process.Run(
            () => process.Provider(process.PushedOffer(consult).Provider).Accept(process.OfferOf(consult))));
        process.Advance(TimeSpan.FromSeconds(5));
        var kept = JsonSerializer.Deserialize<PoolLearning>((await process.States.Read("statelicensepool", "CA", "learned"))!.State.Span)!;
        Assert.Equal((0.525, 240), (kept.AcceptRate!.Value, kept.HandleSeconds!.Value));
    }
}
