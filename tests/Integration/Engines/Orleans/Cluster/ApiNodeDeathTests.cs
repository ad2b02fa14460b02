using System.Diagnostics;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Postgres;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>An API node that dies, and the providers whose sockets it held.</summary>
[Collection("cluster")]
public sealed class ApiNodeDeathTests : IDisposable
{
    private readonly string _store = SharedPostgres.NewDatabase();

    [Fact]
    public async Task Provider_WhoseNodeDied_ResumesOnAnotherAndMissesNothing()
    {
        await using var cluster = await ClusterRun.Start(_store, silos: 2, nodes: 2);
        var (dies, lives) = (cluster.Nodes[0], cluster.Nodes[1]);
        var node = dies;
        var clinic = await cluster.AddClinic();
        var api = cluster.OperatorAt(lives).As(clinic.ApiKey);
        await using var provider = new ProviderClient(() => node.Address, (await cluster.AddProviders(1, "CA"))[0]);
        await provider.ConnectOnDuty();
        var first = (await api.RequestConsult(Samples.Consult("CA"), null)).Required().Id;
        var seen = await provider.NextOffer(first);

        await dies.Kill9();
        await provider.SocketEnded();
        node = lives;
        await provider.Connect();
        await provider.Resume();
        await provider.GoOnDuty();

        // The offer either stands, or was taken back with its node and is made again: never two at once, and not none.
        var again = provider.Events.All.OfType<OfferRescinded>().Any(r => r.OfferId == seen.OfferId)
            ? await provider.NextOffer(first)
            : seen;
        if (!(await provider.TryAccept(again.OfferId)).IsAssigned)
        {
            again = await provider.NextOffer(first);
            await provider.Accept(again);
        }

        await provider.Start(first);
        await provider.Complete(again);
        var offers = provider.Events.All.OfType<OfferMade>().ToList();
        Assert.Equal(offers.Select(o => o.OfferId).Distinct(), offers.Select(o => o.OfferId));
        Assert.Equal(offers.Select(o => o.Seq).Order(), offers.Select(o => o.Seq));
    }

    [Fact]
    public async Task Offer_OfAProviderWhoseNodeDied_GoesToSomebodyElse()
    {
        await using var cluster = await ClusterRun.Start(_store, silos: 2, nodes: 2);
        var (dies, lives) = (cluster.Nodes[0], cluster.Nodes[1]);
        var clinic = await cluster.AddClinic();
        var api = cluster.OperatorAt(lives).As(clinic.ApiKey);
        var people = await cluster.AddProviders(2, "CA");
        await using var gone = new ProviderClient(() => dies.Address, people[0]);
        await gone.ConnectOnDuty();
        var consult = (await api.RequestConsult(Samples.Consult("CA"), null)).Required().Id;
        await gone.NextOffer(consult);
        await using var other = new ProviderClient(() => lives.Address, people[1]);
        await other.ConnectOnDuty();

        var since = Stopwatch.GetTimestamp();
        await dies.Kill9();

        var offer = await other.NextOffer(consult);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"The other's offer came {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s after its node was killed.");
        await other.Accept(offer);

        // Because its node was gone, not because nobody answered.
        var timeline = (await api.GetTimeline(consult)).Required().GetRawText();
        Assert.Contains("connectionLost", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("offer.expired", timeline, StringComparison.Ordinal);
    }

    public void Dispose() => SharedPostgres.Release(_store);
}
