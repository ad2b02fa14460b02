using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed partial class AssignmentTests
{
    private const string Gone = "urn:dispatch:problem:gone";

    [Fact]
    public async Task Cancel_WhileInProgress_TellsItsProviderAndFreesTheSlot()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);
        await provider.Start(consult.Id);
        var waiting = await clinic.Request();

        await clinic.Cancel(consult.Id);

        await provider.NextConsultChanged(consult.Id, ConsultStatus.Cancelled);
        await host.Soon(provider.TakeOffer(waiting.Id), "the next consult");
        Assert.Equal(Gone, (await provider.TryComplete(offer)).Refusal?.Type);
    }

    [Fact]
    public async Task Complete_BeforeStart_IsRefused_AndRepeated_AnswersTheSameOrder()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);

        Assert.Equal("urn:dispatch:problem:not-started", (await provider.TryComplete(offer)).Refusal?.Type);
        await provider.Start(consult.Id);
        await provider.Start(consult.Id);
        var first = await provider.Complete(offer);
        var repeated = await provider.Complete(offer);

        Assert.NotNull(first.OrderId);
        Assert.Equal(first, repeated);
        Assert.Single(await clinic.TimelineTypes(consult.Id), "consult.started");
        Assert.Single(await clinic.TimelineTypes(consult.Id), "consult.completed");
    }
}
