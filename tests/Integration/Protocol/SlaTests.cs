using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

public sealed class SlaTests
{
    [Fact]
    public async Task Live_WithNobodyOnDuty_RecordsWhatWasMissedAndExpires()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        Assert.Equal(Seconds(10), consult.Sla!.FirstOfferBy - consult.RequestedAt);

        await host.Advance(Seconds(9));
        Assert.Empty(await Missed(clinic, consult.Id));
        await host.AdvanceUntil(
            async () => (await Missed(clinic, consult.Id)).SequenceEqual(["firstOffer"]), Seconds(3), "the first offer is missed");
        await host.Advance(Seconds(106));
        Assert.Equal(["firstOffer"], await Missed(clinic, consult.Id));
        await host.AdvanceUntil(
            async () => (await Missed(clinic, consult.Id)).SequenceEqual(["firstOffer", "acceptance"]),
            Seconds(5),
            "the acceptance is missed");

        await host.Advance(Minutes(27.9), Seconds(10));
        Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(consult.Id));
        await host.AdvanceUntil(() => clinic.IsIn(consult.Id, ConsultStatus.Expired), Seconds(20), "it is given up", Seconds(2));
        var ended = await clinic.Get(consult.Id);
        Assert.Equal("noProvider", ended.Reason);
        Assert.Equal(["firstOffer", "acceptance"], await Missed(clinic, consult.Id));
    }

    [Fact]
    public async Task Offers_TwentyUnanswered_ExpireTheConsult()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();

        await host.AdvanceUntil(
            () => clinic.IsIn(consult.Id, ConsultStatus.Expired), Minutes(15), "the limit of offers is reached", Seconds(5));

        Assert.Equal("offerLimit", (await clinic.Get(consult.Id)).Reason);
        Assert.Equal(20, provider.Events.All.OfType<OfferMade>().Count());
        var types = await clinic.TimelineTypes(consult.Id);
        Assert.Equal((20, 20), (types.Count(t => t == "offer.made"), types.Count(t => t == "offer.expired")));
    }

    [Fact]
    public async Task Offers_NineteenUnansweredThenAccepted_DoNotExpireTheConsult()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();

        await host.AdvanceUntil(
            () => Task.FromResult(provider.Events.All.OfType<OfferMade>().Count() == 20), Minutes(15), "the last offer", Seconds(5));
        await provider.Accept(provider.Events.All.OfType<OfferMade>().Last());
        await host.Advance(Minutes(1), Seconds(5));

        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task Expired_WithAnOfferOpen_TakesItBack()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Advance(Minutes(29.8), Seconds(10));
        var provider = await host.AddProviderOnDuty("CA");
        var offer = await host.Soon(provider.TakeOffer(consult.Id), "an offer");

        var rescinded = await host.AdvanceUntil(provider.TakeRescinded(offer.OfferId), Seconds(20), "the offer ends");

        Assert.Equal("consultExpired", rescinded.Reason);
        Assert.Equal("consultExpired", (await provider.TryAccept(offer.OfferId)).Reason);
    }

    [Fact]
    public async Task Async_NotCompletedInAnHour_IsRecordedAndStaysWithItsProvider()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request("CA", Modality.Async);
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);

        await host.Advance(Minutes(59.5), Seconds(30));
        Assert.Empty(await Missed(clinic, consult.Id));
        await host.Advance(Minutes(1), Seconds(5));

        Assert.Equal(["completion"], await Missed(clinic, consult.Id));
        await provider.Start(consult.Id);
        await provider.Complete(offer);
    }

    private static async Task<string[]> Missed(ClinicClient clinic, string consult) =>
        [.. (await clinic.Timeline(consult)).Where(e => e.Type == "consult.escalated" && e.Text("percent") == "100").Select(e => e.Text("promise") ?? "")];
}
