using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed partial class ConnectionLossTests
{
    [Fact]
    public async Task SocketLost_WithAnOpenOffer_AsksAnotherAtOnce()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var lost = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await lost.NextOffer(consult.Id);
        var other = await host.AddProviderOnDuty("CA");

        await lost.LoseSocket();

        await other.Accept(await host.Soon(other.TakeOffer(consult.Id), "an offer to another"));
        var rescinded = Assert.Single(await clinic.Timeline(consult.Id), e => e.Type == "offer.rescinded");
        Assert.Equal("connectionLost", rescinded.Text("reason"));
    }
}
