using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>Every provider's socket is lost at the same moment, and all of them come back at the same moment.</summary>
public sealed class ReturnTests
{
    private const int Providers = 500;
    private const int Consults = 300;
    private const int Accepted = 100;
    private static readonly string[] States = ["CA", "TX", "NY", "FL", "WA"];

    [Fact]
    public async Task AllSockets_LostAndBackAtOnce_ReturnOffersKeepAssignmentsAndMissNothing()
    {
        await using var server = await DispatchHost.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        var created = (await server.Operator.CreateProviders(
            [.. Enumerable.Range(0, Providers).Select(i => Samples.Provider(States[i % States.Length]))])).Required();
        List<ProviderClient> providers = [.. created.Select(c => new ProviderClient(() => server.Address, c))];
        await Task.WhenAll(providers.Select(p => p.ConnectOnDuty()));
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        await patients.Ask(Consults, 50);
        var offered = await Offered(providers, Consults);

        // Some are being served, some are about to be, most are only offered.
        for (var i = 0; i < Accepted; i++)
        {
            await offered[i].Provider.Accept(offered[i].Offer);
            if (i % 2 == 0)
            {
                await offered[i].Provider.Start(offered[i].Offer.ConsultId);
            }
        }

        await Task.WhenAll(providers.Select(p => p.LoseSocket()));
        await Until(async () => await Count(clinic, ConsultStatus.Offered) == 0);
        Assert.Equal(Accepted / 2, await Count(clinic, ConsultStatus.Assigned));
        Assert.Equal(Accepted / 2, await Count(clinic, ConsultStatus.InProgress));

        using var stop = new CancellationTokenSource();
        await Task.WhenAll(providers.Select(Return));
        await Task.WhenAll(offered[Accepted..].Select(o => o.Provider.NextRescinded(o.Offer.OfferId)));
        var serving = providers.Select(p => ServeAll(p, stop.Token)).ToList();
        await Task.WhenAll(offered[..Accepted].Select(async o =>
        {
            await o.Provider.Start(o.Offer.ConsultId);
            await o.Provider.Complete(o.Offer);
        }));
        await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => string.Join('\n', server.Log.Lines));

        await stop.CancelAsync();
        await Task.WhenAll(serving);
        Assert.All(offered.Select(o => o.Provider), AssertNothingMissed);
        await Task.WhenAll(providers.Select(async p => await p.DisposeAsync()));
        await server.Stop();
        Audit.AssertOneOfferAtATime(Audit.AssertAllServed(server.Store, patients.Answered));
    }

    /// <summary>Who was offered what: nobody holds two, so there are as many as there are consults.</summary>
    private static async Task<List<(ProviderClient Provider, OfferMade Offer)>> Offered(List<ProviderClient> providers, int consults)
    {
        await Until(() => Task.FromResult(providers.Sum(p => p.Events.Left.Count) >= consults));
        var offered = new List<(ProviderClient Provider, OfferMade Offer)>();
        foreach (var provider in providers.Where(p => p.Events.Left.Count > 0))
        {
            offered.Add((provider, await provider.NextOffer()));
            Assert.Empty(provider.Events.Left);
        }

        Assert.Equal(consults, offered.Select(o => o.Offer.ConsultId).Distinct().Count());
        return offered;
    }

    private static async Task Return(ProviderClient provider)
    {
        await provider.Connect();
        await provider.Resume();
        await provider.GoOnDuty();
    }

    private static async Task ServeAll(ProviderClient provider, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var offer = await provider.Events.Take<OfferMade>().WaitAsync(stop);
                if ((await provider.TryAccept(offer.OfferId)).IsAssigned)
                {
                    await provider.Start(offer.ConsultId);
                    await provider.Complete(offer);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All consults are served.
        }
    }

    // What was sent again may come after something newer, so the numbers are looked at as a set.
    private static void AssertNothingMissed(ProviderClient provider)
    {
        var events = provider.Events.All;
        Assert.Empty(events.OfType<ProviderSnapshot>());
        long[] numbers = [.. events.Select(NumberOf).Order()];
        Assert.Equal(numbers.Select((_, i) => numbers[0] + i), numbers);
    }

    private static long NumberOf(object message) => message switch
    {
        OfferMade made => made.Seq,
        OfferRescinded rescinded => rescinded.Seq,
        ConsultChanged changed => changed.Seq,
        _ => throw new ArgumentException($"Expected a numbered message, found {message}."),
    };

    private static async Task<int> Count(ClinicClient clinic, string status)
    {
        var count = 0;
        string? cursor = null;
        do
        {
            var page = (await clinic.Api.ListConsults(new ConsultFilter(Status: status, Cursor: cursor))).Required();
            count += page.Items.Count;
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return count;
    }

    // Nobody is told of all of it at once: it is asked for until it holds.
    private static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Safety.Limit);
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }
}
