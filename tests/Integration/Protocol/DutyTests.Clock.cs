using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class DutyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LeavingDuty_WithAnOpenOffer_TakesItBackAndAsksAnother(bool takesBreak)
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var leaving = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await leaving.NextOffer(consult.Id);
        var other = await host.AddProviderOnDuty("CA");

        await (takesBreak ? leaving.TakeBreak() : leaving.GoOffDuty());

        Assert.Equal("offDuty", (await host.Soon(leaving.TakeRescinded(offer.OfferId), "the offer ends")).Reason);
        await other.Accept(await host.Soon(other.TakeOffer(consult.Id), "an offer to another"));
        await clinic.Request();
        await host.Advance(Seconds(60), Seconds(2));
        Assert.Single(leaving.Events.All.OfType<OfferMade>());
    }

    [Fact]
    public async Task Duty_AfterTheServerRestarts_IsWhatItWas()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var onDuty = await host.AddProviderOnDuty("CA");
        var onBreak = await host.AddProviderOnDuty("CA");
        await onBreak.TakeBreak();

        await host.Restart();
        await Task.WhenAll(onDuty.SocketEnded(), onBreak.SocketEnded());
        await onBreak.Connect();
        await onDuty.Connect();
        var consult = await clinic.Request();

        await host.Soon(onDuty.TakeOffer(consult.Id), "an offer to the provider who is on duty");
        await host.Advance(Seconds(40), Seconds(2));
        Assert.Empty(onBreak.Events.All.OfType<OfferMade>());
    }

    [Fact]
    public async Task GoingOnDuty_WithConsultsWaiting_IsOfferedOneAtOnce()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Advance(Seconds(5));

        var provider = await host.AddProviderOnDuty("CA");

        var offer = await host.Soon(provider.TakeOffer(consult.Id), "an offer");
        Assert.InRange(offer.WaitedSeconds, 5, 6.1);
        Assert.Equal(Seconds(30), offer.ExpiresAt - (consult.RequestedAt + Seconds(offer.WaitedSeconds)));
    }

    [Fact]
    public async Task GoingOnDuty_ForLiveOnly_IsOfferedNoAsync()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProvider("CA");
        await provider.ConnectOnDuty(Modality.Live);
        await clinic.Request("CA", Modality.Async);

        var live = await clinic.Request("CA", Modality.Live);

        await host.Soon(provider.TakeOffer(live.Id), "the live consult");
        await host.Advance(Seconds(10));
        Assert.All(provider.Events.All.OfType<OfferMade>(), o => Assert.Equal(Modality.Live, o.Modality));
    }
}
