using Dispatch.Client.Contract;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class SuspensionTests
{
    [Theory]
    [InlineData(Modality.Live)]
    [InlineData(Modality.Async)]
    public async Task Suspend_WhenTheSocketIsGone_ReleasesWhatWasServed(string modality)
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await Assigned(clinic, provider, modality);
        await provider.LoseSocket();
        await host.Settle();

        var answer = await Suspend(host, provider);

        Assert.Equal([consult], Names(answer, "released"));
        Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(consult));
    }

    [Fact]
    public async Task Suspend_AfterTheGrainWasLost_ReleasesWhatTheStoreKnows()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await Assigned(clinic, provider, Modality.Async);
        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));

        Assert.Equal([consult], Names(await Suspend(host, provider), "released"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Suspend_WhenTheGrainIsLostRightAfterItIsDurable_ReleasesAllTheSame(bool connected)
    {
        DispatchHost? running = null;
        await using var host = await DispatchHost.Start(new DispatchHostOptions
        {
            Configure = builder => DecoratedJournal.Decorate(builder.Services, (_, request, _) =>
            {
                if (request.Events[0].Type == "provider.suspended")
                {
                    running!.Engine.Crash<IProviderGrain>(request.Stream);
                }

                return Task.CompletedTask;
            }),
        });
        running = host;
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await Assigned(clinic, provider, Modality.Async);
        if (!connected)
        {
            await provider.LoseSocket();
        }

        var answer = await host.AdvanceUntil(
            host.Operator.SuspendProvider(provider.Id, "board action"), Seconds(60), "no answer is an answer too");
        Assert.False(answer.IsSuccess);
        await host.Restart();

        await host.AdvanceUntil(
            () => clinic.IsIn(consult, ConsultStatus.Waiting), Seconds(5), "the suspended provider's consult is back in line");
        var released = Assert.Single(await clinic.Timeline(consult), e => e.Type == "consult.released");
        Assert.Equal("suspended", released.Text("reason"));
    }

    [Fact]
    public async Task Reinstate_ThenOnDuty_IsOfferedAgain()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await Suspend(host, provider);
        var refused = await provider.Connection.GoOnDuty(null);
        var consult = await clinic.Request();
        await host.Advance(Seconds(3));
        Assert.Empty(provider.Events.Left.OfType<OfferMade>());

        (await Rest(host).Post($"/v1/providers/{provider.Id}/reinstate")).Is(System.Net.HttpStatusCode.OK);
        await host.Advance(Seconds(3));
        Assert.Empty(provider.Events.Left.OfType<OfferMade>());
        await provider.GoOnDuty();

        await provider.Accept(await host.Soon(provider.TakeOffer(consult.Id), "an offer to the reinstated"));
        Assert.Equal("urn:dispatch:problem:suspended", refused.Refusal?.Type);
    }

    [Fact]
    public async Task SuspendAndReinstate_AConnectedProvider_AreToldOnceEach()
    {
        await using var host = await DispatchHost.Start();
        var provider = await host.AddProviderOnDuty("CA");

        await Suspend(host, provider);
        await provider.Events.Next<ProfileChanged>(_ => true);
        Assert.Equal("offDuty", (await provider.Events.Next<DutyChanged>()).Duty);
        await Suspend(host, provider);
        (await Rest(host).Post($"/v1/providers/{provider.Id}/reinstate")).Is(System.Net.HttpStatusCode.OK);
        await provider.Events.Next<ProfileChanged>(_ => true);
        await host.Settle();

        Assert.Empty(provider.Events.Left.OfType<ProfileChanged>());
        Assert.Empty(provider.Events.Left.OfType<DutyChanged>());
    }

    [Fact]
    public async Task Suspend_AFreeProvider_LeavesTheLine()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(1));
        Assert.Equal((1, 1), await InLine(clinic));

        await Suspend(host, provider);
        await host.Settle();

        Assert.Equal((0, 0), await InLine(clinic));
    }

    private static async Task<(int OnDuty, int Available)> InLine(ClinicClient clinic)
    {
        var line = Assert.Single((await clinic.Api.GetWaitTimes(["CA"])).Required());
        return (line.OnDuty, line.Available);
    }
}
