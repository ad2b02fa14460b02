using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed class HappyPathTests
{
    [Fact]
    public async Task Consult_RequestedOfferedAcceptedStartedCompleted_IsDurableStepByStep()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");

        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);
        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(consult.Id));
        await provider.Start(consult.Id);
        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(consult.Id));
        var answer = await provider.Complete(offer);

        Assert.NotNull(answer.OrderId);
        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(consult.Id));
        await host.Restart();
        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(consult.Id));
    }

    [Fact]
    public async Task ServerProcess_TerminatedAndStartedAgain_KeepsItsClinics()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        Assert.Equal(0, await server.Terminate());
        await server.Restart();
        Assert.True((await server.Operator.As(clinic.ApiKey).RequestConsult(Samples.Consult(), null)).IsSuccess);
    }
}
