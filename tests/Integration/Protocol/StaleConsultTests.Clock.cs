using Dispatch.Client.Contract;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that lose one activation.</summary>
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
}
