using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>All grains lost in one moment; what was answered is in the store.</summary>
public sealed class ServerCrashTests
{
    [Fact]
    public async Task AllGrainsLost_WithConsultsInEachPhase_EachGoesOnAsItStood()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var serving = await host.AddProviderOnDuty("CA");
        var assigned = await clinic.Request();
        var assignedOffer = await serving.NextOffer(assigned.Id);
        await serving.Accept(assignedOffer);
        var offering = await host.AddProviderOnDuty("CA");
        var offered = await clinic.Request();
        await offering.NextOffer(offered.Id);
        var waiting = await clinic.Request("NV");
        await host.Settle();

        await host.CrashAll();
        await host.Restart();
        await Task.WhenAll(serving.SocketEnded(), offering.SocketEnded());
        await serving.Connect();
        await offering.Connect();

        await serving.Start(assigned.Id);
        await serving.Complete(assignedOffer);
        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(assigned.Id));
        var first = await host.AdvanceUntil(
            Task.WhenAny(serving.TakeOffer(offered.Id), offering.TakeOffer(offered.Id)),
            Seconds(5),
            "the consult whose offer was lost is offered again");
        Assert.Equal(offered.Id, (await first).ConsultId);
        Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(waiting.Id));
        var nevada = await host.AddProviderOnDuty("NV");
        await host.Soon(nevada.TakeOffer(waiting.Id), "the consult that waited is offered");
    }

    [Fact]
    public async Task AllGrainsLost_WithAnAssignmentWhoseProviderStaysAway_IsReleased()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.Accept(await provider.NextOffer(consult.Id));

        await host.CrashAll();
        await host.Restart();
        await host.AdvanceUntil(
            () => clinic.IsIn(consult.Id, ConsultStatus.Waiting), Seconds(70), "the release, without any traffic", Seconds(2));
    }
}
