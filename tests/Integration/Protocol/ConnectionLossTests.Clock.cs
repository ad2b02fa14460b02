using Dispatch.Client.Contract;
using Dispatch.Domain;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class ConnectionLossTests
{
    // The pool notices a lost socket with its next sweep.
    private static readonly TimeSpan Notice = Seconds(6);

    [Fact]
    public async Task SocketLost_WhileAssignedLive_ReleasesAfterAMinute()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (provider, consult) = await Assigned(host, clinic, Modality.Live);

        await provider.LoseSocket();
        await host.Advance(Seconds(58));
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult));
        await host.AdvanceUntil(() => clinic.IsIn(consult, ConsultStatus.Waiting), Notice, "the release");

        await AssertReleasedForLoss(clinic, consult);
    }

    [Fact]
    public async Task SocketLost_WhileAssignedLiveAndBackInTime_KeepsTheConsult()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (provider, consult) = await Assigned(host, clinic, Modality.Live);

        await provider.LoseSocket();
        await host.Advance(Seconds(50), Seconds(2));
        await provider.Connect();
        await provider.Resume();
        await host.Advance(Seconds(70), Seconds(2));

        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult));
        await provider.Start(consult);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task SocketLost_WhileAssignedLiveAndBackBetweenTheLastTwoLooks_KeepsTheConsult(int secondsLater)
    {
        // Pools look every two seconds: in one of the two cases the last look before the minute is over comes before the return.
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (provider, consult) = await Assigned(host, clinic, Modality.Live);
        await host.Advance(Seconds(secondsLater));

        await provider.LoseSocket();
        await host.Advance(Seconds(59.5), Seconds(0.5));
        await provider.Connect();
        await provider.Resume();
        await host.Advance(Seconds(10), Seconds(0.5));

        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult));
    }

    [Fact]
    public async Task SocketLost_WhileInProgressLive_ReleasesAfterFiveMinutes()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (provider, consult) = await Assigned(host, clinic, Modality.Live);
        await provider.Start(consult);

        await provider.LoseSocket();
        await host.Advance(Seconds(298), Seconds(2));
        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(consult));
        await host.AdvanceUntil(() => clinic.IsIn(consult, ConsultStatus.Waiting), Notice, "the release");

        await AssertReleasedForLoss(clinic, consult);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SocketLost_WhileServingAsync_NeverReleasesForThat(bool isStarted)
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (provider, consult) = await Assigned(host, clinic, Modality.Async);
        if (isStarted)
        {
            await provider.Start(consult);
        }

        await provider.LoseSocket();
        await host.Advance(Minutes(20), Seconds(10));

        Assert.Equal(isStarted ? ConsultStatus.InProgress : ConsultStatus.Assigned, await clinic.StatusOf(consult));
        Assert.DoesNotContain("consult.released", await clinic.TimelineTypes(consult));
    }

    [Fact]
    public async Task SocketLost_OfTwo_KeepsTheOffer()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var desk = await host.AddProviderOnDuty("CA");
        await using var phone = new ProviderClient(() => host.Address, new ProviderCreated(desk.Id, desk.AccessToken));
        await phone.Connect();
        // A call is answered once the socket is taken in; the handshake alone does not say so.
        await phone.Resume();
        var consult = await clinic.Request();
        var offer = await desk.NextOffer(consult.Id);
        Assert.Equal(offer.OfferId, (await phone.NextOffer(consult.Id)).OfferId);

        await desk.LoseSocket();
        await host.Advance(Seconds(5));

        Assert.Empty(phone.Events.All.OfType<OfferRescinded>());
        await phone.Accept(offer);
        await host.Advance(Seconds(90), Seconds(2));
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task Push_FailsOnOneOfTwoNodes_ItsSocketsAreKnownAgainAfterTheKeepersRound()
    {
        await using var host = await DispatchHost.Start(TwoNodes.Options);
        var nodes = TwoNodes.Of(host);
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await host.Grains.GetGrain<IProviderGrain>(provider.Id).Connect(TwoNodes.Other, "socket");
        nodes.IsOwnUnreachable = true;
        await clinic.Request();
        await nodes.Pushed.Next<ProviderMessage.Offer>();
        nodes.IsOwnUnreachable = false;
        Assert.Empty(provider.Events.All);

        // Nobody answers the offer: the end of it is the next that there is to tell.
        await host.AdvanceUntil(provider.TakeRescinded(), DispatchLimits.OfferTtl + Seconds(5), "the end of the offer");
    }

    private static async Task<(ProviderClient Provider, string Consult)> Assigned(
        DispatchHost host, ClinicClient clinic, string modality)
    {
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request("CA", modality);
        await provider.Accept(await provider.NextOffer(consult.Id));
        return (provider, consult.Id);
    }

    private static async Task AssertReleasedForLoss(ClinicClient clinic, string consult)
    {
        var released = Assert.Single(await clinic.Timeline(consult), e => e.Type == "consult.released");
        Assert.Equal("connectionLost", released.Text("reason"));
    }
}
