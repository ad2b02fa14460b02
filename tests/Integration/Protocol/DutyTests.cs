using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed partial class DutyTests
{
    [Fact]
    public async Task LeavingDuty_WithAnAssignment_KeepsIt()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);

        await provider.GoOffDuty();

        await provider.Start(consult.Id);
        await provider.Complete(offer);
        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(consult.Id));
    }
}
