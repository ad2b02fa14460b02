using Dispatch.Client.Contract;
using Dispatch.Engine.Embedded;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Single activations lost without a word, sockets and store intact.</summary>
public sealed class GrainCrashTests
{
    [Fact]
    public async Task ProviderGrainLost_WithAnOpenOffer_PoolTakesItBackAndAsksAgain()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var lost = await provider.NextOffer(consult.Id);
        await host.Advance(Seconds(1));

        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        var again = await host.AdvanceUntil(
            provider.TakeOffer(consult.Id), Seconds(45), "a second offer, though the provider did nothing");

        // At the latest the pool takes it back by its own clock; before that, when the provider's next activation speaks.
        Assert.True(host.Time.GetUtcNow() <= lost.ExpiresAt + Seconds(4), "the pool did not take it back in time");
        Assert.True(again.Seq > lost.Seq);
        await provider.Accept(again);
    }

    [Fact]
    public async Task ProviderGrainLost_WithAnOpenOffer_AnotherIsAskedAtTheLatestTwoSecondsAfterItsEnd()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var lost = await provider.NextOffer(consult.Id);
        var other = await host.AddProviderOnDuty("CA");

        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        await host.AdvanceUntil(other.TakeOffer(consult.Id), Seconds(34), "an offer to another");

        Assert.True(host.Time.GetUtcNow() <= lost.ExpiresAt + Seconds(4), "the pool did not take it back in time");
    }

    [Fact]
    public async Task ProviderGrainLost_WithAnAssignment_ServesItToTheEnd()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);
        await host.Advance(Seconds(1));

        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        await provider.Start(consult.Id);
        await provider.Complete(offer);

        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(consult.Id));
        var next = await clinic.Request();
        await host.AdvanceUntil(provider.TakeOffer(next.Id), Seconds(5), "the slot is free and the provider known again");
    }

    [Fact]
    public async Task ProviderGrainLost_AfterAnAcceptance_AnswersItsRepeatAsTheFirst()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);
        await host.Advance(Seconds(1));

        // The provider's page did not hear the answer, and asks again.
        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        var repeated = await provider.TryAccept(offer.OfferId);
        var another = await provider.TryAccept(offer.OfferId[..^1] + (offer.OfferId[^1] == '0' ? '1' : '0'));

        Assert.True(repeated.IsAssigned);
        Assert.Equal(consult.Id, repeated.Consult?.ConsultId);
        Assert.Equal("unknownOffer", another.Reason);
    }

    [Fact]
    public async Task PoolGrainLost_WithTicketsWaiting_WatchesOnWithoutTraffic()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Advance(Seconds(2));

        Assert.True(host.Engine.Crash<IStateLicensePoolGrain>("CA"));
        await host.AdvanceUntil(
            async () => (await clinic.TimelineTypes(consult.Id)).Contains("consult.escalated"),
            Seconds(15),
            "the missed first offer is recorded, though nobody spoke to the pool");
    }

    [Fact]
    public async Task PoolGrainLost_WithFreeProvidersListed_FindsThemAgain()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(2));
        Assert.True(host.Engine.Crash<IStateLicensePoolGrain>("CA"));

        var consult = await clinic.Request();

        await host.AdvanceUntil(provider.TakeOffer(consult.Id), Seconds(5), "an offer");
    }

    [Fact]
    public async Task PoolGrainLost_WithAnOfferOut_AssignsOnce()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await first.NextOffer(consult.Id);

        Assert.True(host.Engine.Crash<IStateLicensePoolGrain>("CA"));
        await host.Advance(Seconds(3));
        await first.Accept(offer);
        var second = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(60), Seconds(2));

        Assert.Equal((ConsultStatus.Assigned, first.Id), await StatusAndProvider(clinic, consult.Id));
        Assert.Empty(second.Events.All.OfType<OfferMade>());
    }

    [Fact]
    public async Task PoolGrainLost_WithAnOfferOutAndAnotherFree_AssignsOnceAndTakesTheOtherBack()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await first.NextOffer(consult.Id);
        var second = await host.AddProviderOnDuty("CA");

        Assert.True(host.Engine.Crash<IStateLicensePoolGrain>("CA"));
        await host.Advance(Seconds(5));
        await first.Accept(offer);
        await host.Advance(Seconds(5));

        Assert.Equal((ConsultStatus.Assigned, first.Id), await StatusAndProvider(clinic, consult.Id));
        foreach (var open in second.Events.All.OfType<OfferMade>())
        {
            Assert.Equal("assignedToAnother", (await second.NextRescinded(open.OfferId)).Reason);
        }

        var next = await clinic.Request();
        await host.Soon(second.TakeOffer(next.Id), "the next consult to the one who is free");
    }

    [Fact]
    public async Task PoolGrainLost_WithAnOfferOutThatExpires_AsksAgain()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.NextOffer(consult.Id);

        Assert.True(host.Engine.Crash<IStateLicensePoolGrain>("CA"));

        await host.AdvanceUntil(provider.TakeOffer(consult.Id), Seconds(40), "a second offer");
    }

    [Fact]
    public async Task PoolGrainLost_WithAnAssignment_ReleasesItAtItsLimitWithoutTraffic()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.Accept(await provider.NextOffer(consult.Id));
        await provider.TakeBreak();

        Assert.True(host.Engine.Crash<IStateLicensePoolGrain>("CA"));
        await host.Advance(Seconds(178), Seconds(2));
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult.Id));

        await host.AdvanceUntil(() => clinic.IsIn(consult.Id, ConsultStatus.Waiting), Seconds(10), "the release");
    }

    [Theory]
    [InlineData(ConsultStatus.Waiting)]
    [InlineData(ConsultStatus.Offered)]
    [InlineData(ConsultStatus.Assigned)]
    [InlineData(ConsultStatus.InProgress)]
    public async Task ConsultGrainLost_InAnyPhase_GoesOnFromTheStore(string phase)
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        Crash(ConsultStatus.Waiting);
        var provider = await host.AddProviderOnDuty("CA");
        var offer = await host.AdvanceUntil(provider.TakeOffer(consult.Id), Seconds(3), "an offer");
        await host.Settle();
        Crash(ConsultStatus.Offered);
        await provider.Accept(offer);
        Crash(ConsultStatus.Assigned);
        await provider.Start(consult.Id);
        Crash(ConsultStatus.InProgress);
        await provider.Complete(offer);

        Assert.Equal(
            ["consult.requested", "offer.made", "consult.assigned", "consult.started", "consult.completed"],
            await clinic.TimelineTypes(consult.Id));

        void Crash(string now)
        {
            if (now == phase)
            {
                Assert.True(host.Engine.Crash<IConsultGrain>(consult.Id));
            }
        }
    }

    [Fact]
    public async Task ConsultGrainLost_BetweenAppendAndHint_IsFoundBySweep()
    {
        // The pool of the state is awake, and the one hint that it should get is never sent.
        await using var host = await DispatchHost.Start(CrashAfterAppend("consult.requested"));
        var clinic = await host.AddClinic();
        var async = await clinic.Request("CA", Modality.Async);
        var provider = await host.AddProviderOnDuty("CA");
        await provider.Accept(await host.Soon(provider.TakeOffer(async.Id), "an offer"));
        await host.Advance(Seconds(1));

        ArmCrash(host);
        var unanswered = clinic.Api.RequestConsult(Samples.Consult(), "one-key");
        await Safety.Within(Armed(host).Crashed.Task, () => "The consult was not appended.");
        var offer = await host.AdvanceUntil(provider.TakeOffer(), Seconds(2.5), "an offer by the sweep", Seconds(0.25));

        // Asked again under the same key, the clinic learns of the very consult.
        var again = (await clinic.Api.RequestConsult(Samples.Consult(), "one-key")).Required();
        Assert.Equal(offer.ConsultId, again.Id);
        await provider.Accept(offer);
        await host.AdvanceUntil(
            () => Task.FromResult(unanswered.IsCompleted), Seconds(40), "the unanswered request ends", Seconds(2));
        await unanswered;
    }

    [Fact]
    public async Task ConsultGrainLost_BetweenAssignmentAndAnswer_IsAnsweredWhenAskedAgain()
    {
        await using var host = await DispatchHost.Start(CrashAfterAppend("consult.assigned"));
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);

        ArmCrash(host);
        var accepting = provider.Connection.AcceptOffer(offer.OfferId);
        await Safety.Within(Armed(host).Crashed.Task, () => "The assignment was not appended.");
        await host.AdvanceUntil(
            async () => accepting.IsCompleted && await clinic.IsIn(consult.Id, ConsultStatus.Assigned),
            Seconds(45),
            "the unanswered accept ends, and the consult is assigned");
        await host.Advance(Seconds(5));

        await provider.Accept(offer);
        await provider.Start(consult.Id);
        await provider.Complete(offer);
        Assert.Single(await clinic.TimelineTypes(consult.Id), "consult.assigned");
    }

    private static async Task<(string, string?)> StatusAndProvider(ClinicClient clinic, string consult)
    {
        var view = await clinic.Get(consult);
        return (view.Status, view.ProviderId);
    }

    private static DispatchHostOptions CrashAfterAppend(string eventType) => new()
    {
        Configure = builder =>
        {
            builder.Services.AddSingleton<Trap>();
            DecoratedJournal.Decorate(builder.Services, async (services, request, _) =>
            {
                var trap = services.GetRequiredService<Trap>();
                if (!request.Events.Any(e => e.Type == eventType) || !trap.Spring())
                {
                    return;
                }

                services.GetRequiredService<EmbeddedEngine>().Crash<IConsultGrain>(request.Stream);
                trap.Crashed.SetResult();
                await Task.CompletedTask;
            });
        },
    };

    private static Trap Armed(DispatchHost host) => host.Services.GetRequiredService<Trap>();

    private static void ArmCrash(DispatchHost host) => Armed(host).IsArmed = true;

    private sealed class Trap
    {
        private int _sprung;

        public volatile bool IsArmed;

        public TaskCompletionSource Crashed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Spring() => IsArmed && Interlocked.Exchange(ref _sprung, 1) == 0;
    }
}
