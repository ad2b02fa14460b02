using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>An activation of a consult that outlived its double refuses nothing from memory that the store allows.</summary>
public sealed partial class StaleConsultTests
{
    [Fact]
    public async Task Start_OfAnAssignmentThatOnlyTheStoreKnows_IsDone()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Settle();
        var provider = await host.AddProvider("CA");
        await provider.Connect();
        await AssignAsAnother(host, consult.Id, provider);

        await provider.Start(consult.Id);

        Assert.Contains("consult.started", await clinic.TimelineTypes(consult.Id));
    }

    private static Task AssignAsAnother(DispatchHost host, string consult, ProviderClient provider) =>
        host.WriteAsAnother(consult, (waiting, now) =>
        {
            var offer = new OfferSummary(
                host.Services.GetRequiredService<IIdSource>().New<OfferId>(),
                ProviderId.Of(provider.Id),
                now,
                now + DispatchLimits.OfferTtl,
                new MatchReason(DistributionPolicy.LongestIdle, 1, [], 0));
            Assert.True(waiting.Assign(offer, slot: 0, now).MustRecord(out var assigned));
            return assigned;
        });
}
