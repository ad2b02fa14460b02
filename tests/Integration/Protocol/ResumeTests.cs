using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed partial class ResumeTests
{
    [Fact]
    public async Task Resume_WithANumberNeverSent_SendsASnapshotAndGoesOnAboveIt()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var offer = await provider.NextOffer((await clinic.Request()).Id);

        await provider.Resume(offer.Seq + 1_000);
        var snapshot = await provider.Events.Next<ProviderSnapshot>();

        Assert.Equal(offer.Seq + 1_000, snapshot.Seq);
        Assert.Equal(offer.OfferId, Assert.Single(snapshot.Offers).OfferId);
    }
}
