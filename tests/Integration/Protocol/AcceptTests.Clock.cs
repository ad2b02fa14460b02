using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class AcceptTests
{
    [Fact]
    public async Task Accept_ByTwoProvidersAtOnce_AssignsExactlyOne()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (first, second, late, open) = await OfferedToBoth(host, clinic);

        var answers = await Task.WhenAll(first.TryAccept(late.OfferId), second.TryAccept(open.OfferId));

        var winner = Assert.Single(answers, a => a.IsAssigned);
        Assert.Equal(late.ConsultId, winner.Consult!.ConsultId);
        Assert.Equal("assignedToAnother", Assert.Single(answers, a => !a.IsAssigned).Reason);
        Assert.Single(await clinic.TimelineTypes(late.ConsultId), "consult.assigned");
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(late.ConsultId));

        // The loser's slot is free again: the next consult is the loser's.
        var loser = answers[0].IsAssigned ? second : first;
        var next = await clinic.Request();
        Assert.Equal(next.Id, (await host.Soon(loser.TakeOffer(next.Id), "an offer to the loser")).ConsultId);
    }

    [Fact]
    public async Task Accept_AfterExpiryWhileNobodyTookIt_Wins()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);

        var rescinded = await host.AdvanceUntil(provider.TakeRescinded(offer.OfferId), Seconds(31), "the offer expires");
        Assert.Equal(Seconds(30), host.Time.GetUtcNow() - Samples.Start);
        Assert.Equal("unanswered", rescinded.Reason);
        await provider.Accept(offer);

        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task Accept_AfterExpiryThatAnotherAlsoHolds_TakesTheOtherOfferBack()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (first, second, late, open) = await OfferedToBoth(host, clinic);

        await first.Accept(late);

        var rescinded = await host.Soon(second.TakeRescinded(open.OfferId), "the other offer is taken back");
        Assert.Equal("assignedToAnother", rescinded.Reason);
        var answer = await second.TryAccept(open.OfferId);
        Assert.Equal(("gone", "assignedToAnother"), (answer.Result, answer.Reason));
    }

    [Fact]
    public async Task Accept_AfterExpiryAndAnothersAccept_IsGone()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (first, second, late, open) = await OfferedToBoth(host, clinic);

        await second.Accept(open);
        var answer = await first.TryAccept(late.OfferId);

        Assert.Equal(("gone", "assignedToAnother"), (answer.Result, answer.Reason));
        Assert.Equal(second.Id, (await clinic.Get(open.ConsultId)).ProviderId);
    }

    [Fact]
    public async Task Accept_AfterOwnDecline_IsGoneAndTheConsultIsNotOfferedAgain()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);

        await provider.Decline(offer);
        var answer = await provider.TryAccept(offer.OfferId);
        await host.Advance(Seconds(60));

        Assert.Equal(("gone", "declined"), (answer.Result, answer.Reason));
        Assert.Single(provider.Events.All.OfType<OfferMade>());
        Assert.Contains("offer.declined", await clinic.TimelineTypes(consult.Id));
        var other = await host.AddProviderOnDuty("CA");
        await host.Soon(other.TakeOffer(consult.Id), "an offer to another");
    }

    [Fact]
    public async Task Accept_LateWhileOccupied_IsGoneForWantOfCapacity()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (first, second, late, open) = await OfferedToBoth(host, clinic);
        var other = await clinic.Request();
        await first.Accept(await host.Soon(first.TakeOffer(other.Id), "another offer"));

        var answer = await first.TryAccept(late.OfferId);
        await second.Accept(open);

        Assert.Equal(("gone", "noCapacity"), (answer.Result, answer.Reason));
    }

    [Theory]
    [InlineData(Modality.Live)]
    [InlineData(Modality.Async)]
    public async Task Accept_OfTheEarlierOfferWhileAskedAgain_TakesTheConsultOnce(string modality)
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request("CA", modality);
        var earlier = await provider.NextOffer(consult.Id);
        var open = await host.AdvanceUntil(provider.TakeOffer(consult.Id), Seconds(40), "a second offer");

        var answers = await Task.WhenAll(provider.TryAccept(earlier.OfferId), provider.TryAccept(open.OfferId));
        await host.Advance(Seconds(40), Seconds(2));

        Assert.All(answers, a => Assert.True(a.IsAssigned, a.Reason));
        Assert.Single(await clinic.TimelineTypes(consult.Id), "consult.assigned");
        Assert.Single(await clinic.TimelineTypes(consult.Id), "offer.expired");
        Assert.Single(provider.Events.All.OfType<OfferRescinded>());
    }

    /// <summary>One consult whose offer has expired with the first provider and is open with the second.</summary>
    private static async Task<(ProviderClient First, ProviderClient Second, OfferMade Late, OfferMade Open)> OfferedToBoth(
        DispatchHost host, ClinicClient clinic)
    {
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var late = await first.NextOffer(consult.Id);
        var second = await host.AddProviderOnDuty("CA");
        var open = await host.AdvanceUntil(second.TakeOffer(consult.Id), Seconds(31), "the second provider is asked");
        return (first, second, late, open);
    }
}
