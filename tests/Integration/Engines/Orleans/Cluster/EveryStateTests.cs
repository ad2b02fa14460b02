using System.Net;
using Dispatch.Client.Hubs;
using Dispatch.Domain.States;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Postgres;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>Every state, with one provider of its own, before and after one of three silos is killed.</summary>
[Collection("cluster")]
public sealed class EveryStateTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _store = SharedPostgres.NewDatabase();

    [Fact]
    public async Task EveryState_AfterASiloIsKilled_OffersAFreshConsult()
    {
        await using var cluster = await ClusterRun.Start(_store, silos: 3, nodes: 2);
        var clinic = await cluster.AddClinic();
        var desks = new List<(string State, ProviderClient Provider)>();
        try
        {
            foreach (var state in StateCatalog.All.Select(s => s.Code.Value))
            {
                var created = await cluster.AddProviders(1, state);
                var node = cluster.Nodes[desks.Count % cluster.Nodes.Count];
                var provider = new ProviderClient(() => node.Address, created[0]);
                desks.Add((state, provider));
                await provider.ConnectOnDuty();
            }

            // Pools, consults and providers are awake, each on whichever silo it was asked for.
            await Task.WhenAll(desks.Select(d => Serve(cluster, clinic.ApiKey, d.State, d.Provider, "before")));
            await cluster.Silos[1].Kill9();
            await Task.WhenAll(desks.Select(d => Serve(cluster, clinic.ApiKey, d.State, d.Provider, "after")));
        }
        finally
        {
            foreach (var (_, provider) in desks)
            {
                await provider.DisposeAsync();
            }
        }
    }

    private static async Task Serve(ClusterRun cluster, string apiKey, string state, ProviderClient provider, string visit)
    {
        var consult = await Ask(cluster, apiKey, state, $"{state}-{visit}");
        var accepted = false;
        while (!accepted)
        {
            // One that was taken back with the silo that died is made again.
            var offer = await Safety.Within(
                provider.TakeOffer(consult), () => $"{state} offers nothing {visit}:\n{cluster.Output}", ClusterRun.Limit);
            var answer = await provider.Connection.AcceptOffer(offer.OfferId);
            accepted = answer is { IsRefused: false, Value.IsAssigned: true };
            if (accepted)
            {
                await Insist(() => provider.Connection.StartConsult(consult));
                await Insist(() => provider.TryComplete(offer));
            }
        }
    }

    private static async Task<string> Ask(ClusterRun cluster, string apiKey, string state, string key)
    {
        while (true)
        {
            var answer = await (await cluster.Up()).Operator.As(apiKey).RequestConsult(Samples.Consult(state), key);
            if (answer.Status == HttpStatusCode.Created)
            {
                return answer.Required().Id;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Again as long as the server says that it cannot now.</summary>
    private static async Task Insist<T>(Func<Task<HubReply<T>>> call)
    {
        var reply = await call();
        while (reply.IsRefused)
        {
            Assert.Equal("urn:dispatch:problem:store-unavailable", reply.Refusal!.Type);
            await Task.Delay(Pause, TimeProvider.System);
            reply = await call();
        }
    }

    public void Dispose() => SharedPostgres.Release(_store);
}
