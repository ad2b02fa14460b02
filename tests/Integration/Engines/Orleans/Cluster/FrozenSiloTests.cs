using Dispatch.Client.Hubs;
using Dispatch.Domain.States;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;
using Dispatch.Tests.Postgres;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>A silo that is taken for dead and wakes up with calls before it that others have answered meanwhile.</summary>
[Collection("cluster")]
public sealed class FrozenSiloTests : IDisposable
{
    private const int States = 18;

    // What the grain of a consult says of an append that found the stream of another.
    private const string Refused = " expected version ";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _store = SharedPostgres.NewDatabase();

    [Fact]
    public async Task LateWrites_OfASiloThatWasTakenForDead_AreTriedAndRefused()
    {
        await using var cluster = await ClusterRun.Start(_store, silos: 3, nodes: 1);
        var clinic = await cluster.AddClinic();
        var api = cluster.OperatorAt(cluster.Nodes[0]).As(clinic.ApiKey);
        var desks = new List<ProviderClient>();
        try
        {
            // Of enough states that some of the consults live on the silo, accepted and not yet started.
            var offers = await Task.WhenAll(StateCatalog.All.Take(States).Select(async state =>
            {
                var desk = new ProviderClient(() => cluster.Nodes[0].Address, (await cluster.AddProviders(1, state.Code.Value))[0]);
                lock (desks)
                {
                    desks.Add(desk);
                }

                await desk.ConnectOnDuty();
                var consult = (await api.RequestConsult(Samples.Consult(state.Code.Value), state.Code.Value)).Required();
                var offer = await desk.NextOffer(consult.Id);
                await desk.Accept(offer);
                return (Desk: desk, Offer: offer);
            }));

            // The calls reach its sockets; then others take it for dead, and do what it was asked for.
            var frozen = cluster.Silos[1];
            frozen.Freeze();
            await Task.WhenAll(offers.Select(o => Insist(() => o.Desk.Connection.StartConsult(o.Offer.ConsultId))));
            frozen.Continue();
            await frozen.Ended();

            Assert.Contains(Refused, frozen.Output, StringComparison.Ordinal);
            await Task.WhenAll(offers.Select(o => Insist(() => o.Desk.TryComplete(o.Offer))));
            await cluster.Stop();
            using var store = new PostgresStoreReading(_store);
            var events = Audit.AssertAllServed(store, [.. offers.Select(o => o.Offer.ConsultId)]);
            Assert.Equal(States, events.Count(e => e.Type == "consult.started"));
        }
        finally
        {
            foreach (var desk in desks)
            {
                await desk.DisposeAsync();
            }
        }
    }

    /// <summary>Again as long as the server says that it cannot now.</summary>
    private static async Task Insist<T>(Func<Task<HubReply<T>>> call)
    {
        while (await call() is { IsRefused: true } reply)
        {
            Assert.Equal("urn:dispatch:problem:store-unavailable", reply.Refusal!.Type);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public void Dispose() => SharedPostgres.Release(_store);
}
