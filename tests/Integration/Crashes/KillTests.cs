using System.Collections.Concurrent;
using System.Net;
using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>The server's process killed in the middle of something.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Kill_WhileConsultsAreServed_KeepsAssignmentsAndTheirClaimsAlike()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var api = server.Operator.As(clinic.ApiKey);
        await using var one = await OnDuty(server, "CA");
        await using var two = await OnDuty(server, "TX");
        var served = (await api.RequestConsult(Samples.Consult("CA"), null)).Required().Id;
        await one.Accept(await one.NextOffer(served));
        await one.Start(served);
        var offered = (await api.RequestConsult(Samples.Consult("TX"), null)).Required().Id;
        await two.NextOffer(offered);

        await server.Kill9();
        using (var store = server.Store.Read())
        {
            store.AssertIntact();
            Assert.Equal(new Dictionary<string, string> { [served] = one.Id }, History.Served(store.Events()));
            Assert.Equal([[$"{one.Id}/live/0", served]], store.Rows("SELECT key, holder FROM claims WHERE scope = 'slot'"));
        }

        await server.Restart();
        api = server.Operator.As(clinic.ApiKey);
        Assert.Equal(ConsultStatus.InProgress, (await api.GetConsult(served)).Required().Status);
        Assert.Contains((await api.GetConsult(offered)).Required().Status, (string[])[ConsultStatus.Waiting, ConsultStatus.Offered]);
        await one.SocketEnded();
        await one.Connect();
        await one.Resume();
        Assert.Equal(served, Assert.Single((await one.Events.Next<ProviderSnapshot>()).Consults).ConsultId);
        await one.Connection.CompleteConsult(served, OrderBuilder.Approve(["skin"], new DateOnly(2026, 1, 2)));
        Assert.Equal(ConsultStatus.Completed, (await api.GetConsult(served)).Required().Status);
        await two.SocketEnded();
        await two.ConnectOnDuty();
        await two.NextOffer(offered);
    }

    [Fact]
    public async Task Kill_WhileOneKeyIsSentFiftyTimes_LeavesOneConsultForThatKey()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var answered = new ConcurrentDictionary<string, string>();
        var unknown = new ConcurrentDictionary<string, string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var api = server.Operator.As(clinic.ApiKey);

        var asking = Enumerable.Range(0, 50).Select(async i =>
        {
            try
            {
                var answer = await api.RequestConsult(Samples.Consult(), "visit-1");
                answered[$"{i}"] = answer.Required().Id;
                enough.TrySetResult();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                unknown[$"{i}"] = fault.Message;
            }
        }).ToList();
        await Safety.Within(enough.Task, () => server.Output);
        await server.Kill9();
        await Task.WhenAll(asking);
        await server.Restart();

        var again = server.Operator.As(clinic.ApiKey);
        var repeats = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => again.RequestConsult(Samples.Consult(), "visit-1")));
        var other = await again.RequestConsult(Samples.Consult("TX"), "visit-1");

        Assert.All(repeats, r => Assert.Equal(HttpStatusCode.Created, r.Status));
        Assert.Single(repeats.Select(r => r.Required().Id).Concat(answered.Values).Distinct());
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal("urn:dispatch:problem:idempotency-key-reused", other.Problem!.Type);
        Assert.Single((await again.ListConsults(new ConsultFilter())).Required().Items);
    }

    private static async Task<ProviderClient> OnDuty(DispatchProcess server, string state)
    {
        var created = (await server.Operator.CreateProvider(Samples.Provider(state))).Required();
        var provider = new ProviderClient(() => server.Address, created);
        await provider.ConnectOnDuty();
        return provider;
    }
}
