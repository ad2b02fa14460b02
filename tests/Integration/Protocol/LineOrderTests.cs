using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

public sealed class LineOrderTests
{
    [Fact]
    public async Task Line_IsServedByPriorityThenDeadlineThenId()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        string[] together =
            [(await clinic.Request()).Id, (await clinic.Request()).Id, (await clinic.Request()).Id];
        await host.Advance(Seconds(1));
        var later = await clinic.Request();
        await host.Advance(Seconds(1));
        var urgent = await clinic.Request(priority: Priority.Urgent);
        await host.Advance(Seconds(1));
        var urgentLater = await clinic.Request(priority: Priority.Urgent);

        var provider = await host.AddProviderOnDuty("CA");
        string[] expected = [urgent.Id, urgentLater.Id, .. together.Order(StringComparer.Ordinal), later.Id];

        Assert.Equal(expected, await Serve(host, provider, expected.Length));
    }

    [Fact]
    public async Task Released_ReturnsToItsPlaceInLine()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await clinic.Request();
        await host.Advance(Seconds(1));
        var second = await clinic.Request();
        await host.Advance(Seconds(1));
        var provider = await host.AddProviderOnDuty("CA");
        await provider.Accept(await host.Soon(provider.TakeOffer(first.Id), "the first consult"));

        await provider.Release(first.Id);

        Assert.Equal([first.Id, second.Id], await Serve(host, provider, 2));
        Assert.Equal(first.RequestedAt, (await clinic.Get(first.Id)).RequestedAt);
    }

    [Fact]
    public async Task Expired_OffersReturnToTheirPlaceInLine()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await clinic.Request();
        await host.Advance(Seconds(1));
        var second = await clinic.Request();
        var absent = await host.AddProviderOnDuty("CA");
        await host.Soon(absent.TakeOffer(first.Id), "the first consult");
        await host.AdvanceUntil(absent.TakeOffer(second.Id), Seconds(32), "the second, while the first is held back");

        var other = await host.AddProviderOnDuty("CA");

        await host.Soon(other.TakeOffer(first.Id), "the first consult to another");
    }

    [Fact]
    public async Task Offer_GoesToWhoeverIsIdleLongest()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var providers = new List<ProviderClient>();
        for (var i = 0; i < 3; i++)
        {
            providers.Add(await host.AddProviderOnDuty("CA"));
            await host.Advance(Seconds(1));
        }

        var offers = new Dictionary<ProviderClient, OfferMade>();
        foreach (var expected in providers)
        {
            var consult = await clinic.Request();
            offers[expected] = await host.Soon(expected.TakeOffer(consult.Id), "the next in the order of going on duty");
            await expected.Accept(offers[expected]);
            await expected.Start(consult.Id);
        }

        ProviderClient[] finishing = [providers[2], providers[0], providers[1]];
        foreach (var provider in finishing)
        {
            await provider.Complete(offers[provider]);
            await host.Advance(Seconds(1));
        }

        foreach (var expected in finishing)
        {
            var consult = await clinic.Request();
            await host.Soon(expected.TakeOffer(consult.Id), "the next in the order of becoming free");
        }
    }

    [Fact]
    public async Task Request_WithOthersWaiting_IsToldItsPlace()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var first = await clinic.Request();
        await host.Advance(Seconds(1));
        var second = await clinic.Request();
        await host.Advance(Seconds(1));
        var urgent = await clinic.Request(priority: Priority.Urgent);
        await host.Advance(Seconds(1));
        var last = await clinic.Request();
        var elsewhere = await clinic.Request("NV");

        Assert.Equal([1, 2, 1, 4, 1], new[] { first, second, urgent, last, elsewhere }.Select(c => c.Line?.Position ?? 0));
    }

    /// <summary>Serves so many consults one after the other; answers with their ids in that order.</summary>
    private static async Task<List<string>> Serve(DispatchHost host, ProviderClient provider, int count)
    {
        var served = new List<string>();
        while (served.Count < count)
        {
            var offer = await host.Soon(provider.TakeOffer(), "the next offer");
            await provider.Accept(offer);
            await provider.Start(offer.ConsultId);
            await provider.Complete(offer);
            served.Add(offer.ConsultId);
        }

        return served;
    }
}
