using System.Collections.Immutable;
using Dispatch.Client.Contract;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;
using Completion = Dispatch.Grains.Consults.Completion;
using ConsultStatus = Dispatch.Client.Contract.ConsultStatus;
using Decision = Dispatch.Domain.Consults.Decision;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class AssignmentTests
{
    [Fact]
    public async Task Start_WithinThreeMinutesNot_ReleasesAndRemembersWhy()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.Accept(await provider.NextOffer(consult.Id));
        await provider.TakeBreak();

        await host.Advance(Seconds(178), Seconds(2));
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult.Id));
        await host.AdvanceUntil(() => clinic.IsIn(consult.Id, ConsultStatus.Waiting), Seconds(10), "the release");

        var timeline = await clinic.Timeline(consult.Id);
        Assert.Contains(timeline, e => e.Type == "consult.escalated" && e.Text("promise") == "start");
        Assert.Equal("notStarted", Assert.Single(timeline, e => e.Type == "consult.released").Text("reason"));
        await provider.NextConsultChanged(consult.Id);
    }

    [Fact]
    public async Task StartAndComplete_UnderAStaleAssignmentNumber_AreGone()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (old, current, offer) = await ReassignedAfterTimeout(host, clinic);

        var start = await old.Connection.StartConsult(offer.ConsultId);
        var complete = await old.TryComplete(offer);
        var release = await old.Connection.ReleaseConsult(offer.ConsultId, "mine");

        Assert.Equal(Gone, start.Refusal?.Type);
        Assert.Equal(Gone, complete.Refusal?.Type);
        Assert.Equal(Gone, release.Refusal?.Type);
        var consult = await clinic.Get(offer.ConsultId);
        Assert.Equal((ConsultStatus.Assigned, current.Id), (consult.Status, consult.ProviderId));
    }

    [Fact]
    public async Task ConsultGrain_CalledWithAStaleNumber_AnswersGoneAndStaysAsItIs()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var (old, current, offer) = await ReassignedAfterTimeout(host, clinic);
        var grain = host.Grains.GetGrain<IConsultGrain>(offer.ConsultId);
        var record = new Completion(Decision.Denied, true, ImmutableArray<Domain.Services.ServiceId>.Empty, default!);

        foreach (var provider in new[] { new ProviderId(old.Id), new ProviderId(current.Id) })
        {
            Assert.Equal(new StartResult.Gone(GoneReason.AssignmentEnded), await grain.Start(provider, 1));
            Assert.Equal(
                new CompleteResult.Gone(GoneReason.AssignmentEnded), await grain.Complete(provider, 1, record, standing: 1));
        }

        Assert.Equal(
            new ReleaseResult.Gone(GoneReason.AssignmentEnded), await grain.Release(1, ReleaseReason.ByProvider, null));
        await grain.ReleaseOverdue(1, Domain.Consults.ConsultStatus.Assigned, ReleaseReason.NotStarted);
        await host.Settle();
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(offer.ConsultId));
        await current.Start(offer.ConsultId);
    }

    [Fact]
    public async Task Start_ThatOvertakesTheReleaseOfWhatWasNotStarted_KeepsTheConsult()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.Accept(await provider.NextOffer(consult.Id));
        await provider.Start(consult.Id);

        // Sent before the start, and behind it in the consult's queue.
        await host.Grains.GetGrain<IConsultGrain>(consult.Id).ReleaseOverdue(
            1, Domain.Consults.ConsultStatus.Assigned, ReleaseReason.NotStarted);
        await host.Settle();

        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task Start_AfterAnAcceptanceThatTookEffectThoughNobodyCouldTell_IsDone()
    {
        var isFirst = true;
        await using var host = await DispatchHost.Start(new DispatchHostOptions
        {
            Configure = builder => DecoratedJournal.Decorate(
                builder.Services,
                (_, request, _) => request.Events[0].Type == "consult.assigned" && Interlocked.Exchange(ref isFirst, false)
                    ? Task.FromException(new AppendOutcomeUnknownException("The connection broke."))
                    : Task.CompletedTask),
        });
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        Assert.True((await provider.Connection.AcceptOffer(offer.OfferId)).IsRefused);

        // Before the acceptance is asked about again.
        await provider.Start(consult.Id);

        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task InProgress_ForAnHour_IsNotedThenReleased()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.Accept(await provider.NextOffer(consult.Id));
        await provider.Start(consult.Id);
        await provider.TakeBreak();

        await host.Advance(Minutes(59.5), Seconds(15));
        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(consult.Id));
        await host.Advance(Seconds(45), Seconds(5));
        Assert.Contains(await clinic.Timeline(consult.Id), e => e.Text("promise") == "inProgressLimit");
        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(consult.Id));

        await host.AdvanceUntil(
            () => clinic.IsIn(consult.Id, ConsultStatus.Waiting), Seconds(60), "the release", Seconds(5));
        var released = Assert.Single(await clinic.Timeline(consult.Id), e => e.Type == "consult.released");
        Assert.Equal("notCompleted", released.Text("reason"));
    }

    [Fact]
    public async Task Release_ByItsProvider_FreesTheSlotAndFindsAnother()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await first.Accept(await first.NextOffer(consult.Id));
        await first.Start(consult.Id);
        await host.Advance(Seconds(1));
        var second = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(1));

        await first.Release(consult.Id);

        // The second has been idle for longer than the one who became free just now.
        await second.Accept(await host.Soon(second.TakeOffer(consult.Id), "an offer to the second"));
        var released = Assert.Single(await clinic.Timeline(consult.Id), e => e.Type == "consult.released");
        Assert.Equal("byProvider", released.Text("reason"));
        var next = await clinic.Request();
        await host.Soon(first.TakeOffer(next.Id), "an offer to the first");
    }

    /// <summary>A consult that one provider accepted and did not start, and that another has accepted since.</summary>
    private static async Task<(ProviderClient Old, ProviderClient Current, OfferMade Offer)> ReassignedAfterTimeout(
        DispatchHost host, ClinicClient clinic)
    {
        var old = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await old.Accept(await old.NextOffer(consult.Id));
        await host.Advance(Seconds(1));
        var current = await host.AddProviderOnDuty("CA");
        var offer = await host.AdvanceUntil(
            current.TakeOffer(consult.Id), Seconds(190), "the second provider is asked", Seconds(2));
        await current.Accept(offer);
        return (old, current, offer);
    }
}
