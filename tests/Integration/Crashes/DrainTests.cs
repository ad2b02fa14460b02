using System.Net;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>SIGTERM: what is in flight is answered, then the process ends well.</summary>
public sealed class DrainTests
{
    private const int InFlight = 100;

    [Fact]
    public async Task Terminate_WithRequestsInFlight_AnswersThemAndEndsWithZero()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var api = server.Operator.As(clinic.ApiKey);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = Enumerable.Range(0, InFlight).Select(async i =>
        {
            try
            {
                var answer = await api.RequestConsult(Samples.Consult(), $"visit-{i}");
                first.TrySetResult();
                return answer;
            }
            catch (HttpRequestException)
            {
                // Not taken any more: the connection was not accepted, or was ended before the request was read.
                return null;
            }
        }).ToList();

        await Safety.Within(first.Task, () => server.Output);
        Assert.Equal(0, await server.Terminate());
        var answered = (await Task.WhenAll(answers)).Where(a => a is { Status: HttpStatusCode.Created }).Select(a => a!.Required().Id).ToList();

        Assert.NotEmpty(answered);
        using (var store = server.Store.Read())
        {
            store.AssertIntact();
            Assert.Subset(store.Events().Select(e => e.Stream).ToHashSet(), answered.ToHashSet());
        }

        server.Store.AssertClosed();
        await server.Restart();
        Assert.All(answered, id => Assert.Equal(
            ConsultStatus.Waiting, server.Operator.As(clinic.ApiKey).GetConsult(id).GetAwaiter().GetResult().Required().Status));
    }

    [Fact]
    public async Task Terminate_WithOpenSockets_ClosesThemAndEndsWithZero()
    {
        await using var server = await DispatchProcess.Start();
        var provider = new ProviderClient(
            () => server.Address, (await server.Operator.CreateProvider(Samples.Provider("CA"))).Required());
        await provider.ConnectOnDuty();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var consult = (await server.Operator.As(clinic.ApiKey).RequestConsult(Samples.Consult(), null)).Required().Id;
        await provider.Accept(await provider.NextOffer(consult));

        Assert.Equal(0, await server.Terminate());

        Assert.IsNotType<HubClosed.ByUs>(await provider.SocketEnded());
        await server.Restart();
        Assert.Equal(ConsultStatus.Assigned, (await server.Operator.As(clinic.ApiKey).GetConsult(consult)).Required().Status);
    }
}
