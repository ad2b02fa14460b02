using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed partial class AcceptTests
{
    [Fact]
    public async Task Accept_AfterCancel_IsGone()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);

        await clinic.Cancel(consult.Id);
        var rescinded = await host.Soon(provider.TakeRescinded(offer.OfferId), "the offer is taken back");
        var answer = await provider.TryAccept(offer.OfferId);

        Assert.Equal("consultCancelled", rescinded.Reason);
        Assert.Equal(("gone", "consultCancelled"), (answer.Result, answer.Reason));
        Assert.Equal(ConsultStatus.Cancelled, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task Accept_Repeated_SaysAssignedAgainAndRecordsOnce()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => provider.TryAccept(offer.OfferId)));

        Assert.All(answers, a => Assert.True(a.IsAssigned, a.Reason));
        Assert.Single(await clinic.TimelineTypes(consult.Id), "consult.assigned");
    }
}
