using System.Diagnostics;
using System.Net;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Domain.States;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;
using Dispatch.Tests.Postgres;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>Every state, with one provider of its own, before, while and after one of three silos is killed.</summary>
[Collection("cluster")]
public sealed class EveryStateTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _store = SharedPostgres.NewDatabase();

    [Fact]
    public async Task EveryState_AfterASiloIsKilled_KeepsWhatItServesAndOffersAFreshConsult()
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
            var before = await Task.WhenAll(desks.Select(d => Begin(cluster, clinic.ApiKey, d.State, d.Provider, "before")));
            await Task.WhenAll(desks.Zip(before).Where((_, i) => !IsHeld(i)).Select(d => Complete(d.First.Provider, d.Second.Offer)));
            var killed = Stopwatch.GetTimestamp();
            await cluster.Silos[1].Kill9();

            var after = await Task.WhenAll(desks.Select(async (d, i) =>
            {
                if (IsHeld(i))
                {
                    // Who serves has no room for another.
                    await Complete(d.Provider, before[i].Offer);
                }

                var fresh = await Begin(cluster, clinic.ApiKey, d.State, d.Provider, "after");
                await Complete(d.Provider, fresh.Offer);
                return fresh;
            }));

            var took = Stopwatch.GetElapsedTime(killed, after.Max(fresh => fresh.OfferedAt));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"The last of {after.Length} states offered a fresh consult {took.TotalSeconds:0.0} s after the kill.");
            await cluster.Stop();
            using var store = new PostgresStoreReading(_store);
            Audit.AssertAllServed(store, [.. before.Concat(after).Select(served => served.Offer.ConsultId)]);
        }
        finally
        {
            foreach (var (_, provider) in desks)
            {
                await provider.DisposeAsync();
            }
        }
    }

    /// <summary>Whether the state serves its first consult while the silo dies, and ends it afterwards.</summary>
    private static bool IsHeld(int desk) => desk % 2 == 0;

    /// <summary>Asks, accepts and starts.</summary>
    /// <returns>The offer that was accepted, and when the first offer of the consult came.</returns>
    private static async Task<(OfferMade Offer, long OfferedAt)> Begin(
        ClusterRun cluster, string apiKey, string state, ProviderClient provider, string visit)
    {
        var consult = await Ask(cluster, apiKey, state, $"{state}-{visit}");
        var offeredAt = 0L;
        while (true)
        {
            // One that was taken back with the silo that died is made again.
            var offer = await Safety.Within(
                provider.TakeOffer(consult), () => $"{state} offers nothing {visit}:\n{cluster.Output}", ClusterRun.Limit);
            offeredAt = offeredAt == 0 ? Stopwatch.GetTimestamp() : offeredAt;
            var answer = await provider.Connection.AcceptOffer(offer.OfferId);
            if (answer is { IsRefused: false, Value.IsAssigned: true })
            {
                await Insist(() => provider.Connection.StartConsult(consult));
                return (offer, offeredAt);
            }
        }
    }

    private static Task Complete(ProviderClient provider, OfferMade offer) => Insist(() => provider.TryComplete(offer));

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
