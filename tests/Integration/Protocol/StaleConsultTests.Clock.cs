using Dispatch.Client.Contract;
using Dispatch.Domain.Consults;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;
using ConsultStatus = Dispatch.Client.Contract.ConsultStatus;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that lose one activation, or wait for a sweep of the store.</summary>
public sealed partial class StaleConsultTests
{
    [Fact]
    public async Task Cancel_OfAnAssignmentThatOnlyTheStoreKnows_TellsWhoServesIt()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Settle();
        var provider = await host.AddProvider("CA");
        await AssignAsAnother(host, consult.Id, provider);

        // A new activation of the provider reads what it serves; that of the consult still thinks that it waits.
        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        await provider.Connect();
        await provider.Resume();
        Assert.Equal(consult.Id, Assert.Single((await provider.Events.Next<ProviderSnapshot>()).Consults).ConsultId);

        await clinic.Cancel(consult.Id);

        Assert.Equal(ConsultStatus.Cancelled, (await provider.NextConsultChanged(consult.Id)).Status);
    }

    [Fact]
    public async Task Offer_OfAConsultThatOnlyTheStoreKnowsToWaitAgain_IsRecorded()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await first.Accept(await first.NextOffer(consult.Id));
        await first.TakeBreak();
        await host.WriteAsAnother(consult.Id, (served, _) =>
        {
            Assert.True(served.Release(1, ReleaseReason.NotStarted, note: null).MustRecord(out var released));
            return released;
        });
        var second = await host.AddProviderOnDuty("CA");

        var offer = await host.AdvanceUntil(second.NextOffer(consult.Id), Seconds(5), "the offer after a sweep", Seconds(0.5));
        await host.Settle();

        var timeline = await clinic.Timeline(consult.Id);
        Assert.Contains(timeline, e => e.Type == "offer.made"
            && e.Data.GetProperty("offer").GetProperty("id").GetString() == offer.OfferId);
    }
}
