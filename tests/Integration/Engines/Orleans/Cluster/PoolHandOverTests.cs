using Dispatch.Client.Contract;
using Dispatch.Domain.States;
using Dispatch.Hosting.Places;
using Dispatch.Silo;
using Dispatch.Tests.Integration.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>Where the pools of all states live while a silo comes and goes, and what they serve then.</summary>
[Collection("cluster")]
public sealed class PoolHandOverTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private static readonly string[] States = [.. StateCatalog.All.Select(state => state.Code.Value)];

    [Fact]
    public async Task Pools_WhenASiloComes_LiveOnceAtTheirPlaceAndKnowTheOffersThatAreOut()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var desks = new List<(ProviderClient Desk, OfferMade Offer)>();
        var consults = new List<string>();
        foreach (var state in States)
        {
            var desk = await host.AddProviderOnDuty(state);
            var offered = await clinic.Request(state);
            desks.Add((desk, await desk.NextOffer(offered.Id)));

            // Waits: whoever is asked has no room for another.
            consults.AddRange([offered.Id, (await clinic.Request(state)).Id]);
        }

        await using var second = await AddSilo(host);

        var moved = await LiveAtTheirPlaces(host);
        Assert.NotEqual(0, moved);
        Assert.NotEqual(States.Length, moved);
        await Task.WhenAll(desks.Select(d => ServeTwo(d.Desk, d.Offer)));
        Assert.All(desks, d => AssertAskedOnceForEach(d.Desk));
        await AssertCompleted(clinic, consults);
    }

    [Fact]
    public async Task Pools_WhenTheirSiloIsDrained_LiveAtTheOtherAndServeWhatWaits()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consults = await Task.WhenAll(States.Select(async state => (await clinic.Request(state)).Id));
        await using (var second = await AddSilo(host))
        {
            Assert.NotEqual(0, await LiveAtTheirPlaces(host));
            await second.StopAsync(CancellationToken.None);
        }

        Assert.Equal(0, await LiveAtTheirPlaces(host));
        foreach (var (state, consult) in States.Zip(consults))
        {
            var desk = await host.AddProviderOnDuty(state);
            await Serve(desk, await desk.NextOffer(consult));
        }

        await AssertCompleted(clinic, consults);
    }

    private static async Task<WebApplication> AddSilo(DispatchHost host)
    {
        var silo = SiloServer.Create(
            [$"--Dispatch:Store={host.Store.Setting}", $"--Dispatch:MasterKey={host.MasterKey}", .. ClusterSettings.OwnPorts],
            builder =>
            {
                builder.Logging.Silence();
                builder.Logging.AddProvider(host.Log);
            });
        await silo.StartAsync();
        return silo;
    }

    /// <summary>Waits until the pool of each state lives once, where the first silo says that its place is.</summary>
    /// <returns>How many of them do not live at the first silo.</returns>
    private static async Task<int> LiveAtTheirPlaces(DispatchHost host)
    {
        var places = host.GrainServices.GetRequiredService<ClusterPlaces>();
        var management = host.GrainServices.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var wanted = States.Select(state => GrainId.Create(GrainKinds.Pool, state)).Select(pool => (pool, places.Of(pool)!)).ToHashSet();
            var found = (await management.GetDetailedGrainStatistics())
                .Where(grain => grain.GrainId.Type.Equals(GrainKinds.Pool))
                .Select(grain => (grain.GrainId, grain.SiloAddress))
                .ToList();
            if (found.Count == wanted.Count && wanted.SetEquals(found))
            {
                return found.Count(pool => !pool.SiloAddress.Equals(places.Here));
            }

            Assert.True(
                TimeProvider.System.GetElapsedTime(since) < ClusterRun.Limit,
                $"Pools live at {string.Join(", ", found)}, expected {string.Join(", ", wanted)}.\n{string.Join('\n', host.Log.Lines)}");
            await Task.Delay(Poll, TimeProvider.System);
        }
    }

    /// <summary>Serves two consults, the first by the offer that was out when the pool moved.</summary>
    private static async Task ServeTwo(ProviderClient desk, OfferMade offer)
    {
        for (var served = 0; served < 2;)
        {
            if ((await desk.TryAccept(offer.OfferId)).IsAssigned)
            {
                await desk.Start(offer.ConsultId);
                await desk.Complete(offer);
                served++;
            }

            // Also when it was gone: it was not answered in time, and another one was made.
            offer = served < 2 ? await desk.NextOffer() : offer;
        }
    }

    private static async Task Serve(ProviderClient desk, OfferMade offer)
    {
        await desk.Accept(offer);
        await desk.Start(offer.ConsultId);
        await desk.Complete(offer);
    }

    private static async Task AssertCompleted(ClinicClient clinic, IEnumerable<string> consults)
    {
        foreach (var consult in consults)
        {
            Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(consult));
        }
    }

    /// <summary>A pool that did not learn of an offer that is out would make another one.</summary>
    private static void AssertAskedOnceForEach(ProviderClient desk)
    {
        var unanswered = desk.Events.All.OfType<OfferRescinded>().Count(offer => offer.Reason == "unanswered");
        Assert.InRange(desk.Events.All.OfType<OfferMade>().Count(), 2, 2 + unanswered);
    }
}
