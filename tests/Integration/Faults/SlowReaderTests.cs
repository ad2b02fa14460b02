using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Domain;
using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>Providers whose sockets stop reading while they are sent more and more.</summary>
public sealed class SlowReaderTests
{
    /// <summary>Some 400 bytes each: more than all buffers on the way hold, by far less than without bounds.</summary>
    private const int MessagesAtMost = 2_000;

    [Fact]
    public async Task SocketsThatStopReading_AreCutWithinBoundsAndResumeWithNothingMissing()
    {
        // Little may wait, so that little has to be sent.
        await using var server = await DispatchHost.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string>
            {
                ["Dispatch:Limits:SendBufferBytes"] = "4096",
                ["Dispatch:Limits:SocketBufferBytes"] = "4096",
                ["Dispatch:Limits:MessagesPerSocket"] = "50",
            },
        });
        var clinic = await server.AddClinic();
        var slow = (await server.Operator.CreateProvider(Samples.Provider("CA"))).Required();
        var other = (await server.Operator.CreateProvider(Samples.Provider("TX"))).Required();
        using var stop = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, "TX");
        var desk = new Desk(() => server.Up, other.AccessToken).Run(stop.Token);
        await Served(server, clinic, patients);

        using var stalled = await StalledSocket.Connect(server.Address, slow.AccessToken);
        await Flood(server, clinic);
        var waiting = await clinic.Request("CA");
        await Served(server, clinic, patients);
        await stalled.ReadToTheEnd();
        await AssertResumes(server, slow, stalled.LastSeq, waiting.Id);

        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(waiting.Id));
        await stop.CancelAsync();
        await desk;
    }

    [Fact]
    public async Task SocketThatStopsReading_AndComesBackSoon_GetsWhatItMissedInOrder()
    {
        await using var server = await DispatchHost.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        var slow = (await server.Operator.CreateProvider(Samples.Provider("CA"))).Required();
        using var stalled = await StalledSocket.Connect(server.Address, slow.AccessToken);
        var first = await clinic.Request("CA");
        await stalled.ReadNumbered();
        await clinic.Cancel(first.Id);
        await stalled.ReadNumbered();
        for (var i = 0; i < DispatchLimits.MessagesHeld / 3; i++)
        {
            await clinic.Cancel((await clinic.Request("CA")).Id);
        }

        var last = await clinic.Request("CA");
        var seen = await AssertResumes(server, slow, stalled.LastSeq, last.Id);

        Assert.Empty(seen.OfType<ProviderSnapshot>());
        Assert.Equal(
            seen.OfType<OfferMade>().Where(o => o.ConsultId != last.Id).Select(o => o.OfferId).Order(),
            seen.OfType<OfferRescinded>().Select(r => r.OfferId).Order());
    }

    /// <summary>Makes offers and takes them back until the server has cut the socket that does not read.</summary>
    private static async Task Flood(DispatchHost server, ClinicClient clinic)
    {
        for (var sent = 0; sent < MessagesAtMost; sent += 2)
        {
            var consult = await clinic.Request("CA");
            while (await clinic.StatusOf(consult.Id) != ConsultStatus.Offered)
            {
                if (await Sockets(server) == 1)
                {
                    await clinic.Cancel(consult.Id);
                    return;
                }

                // Nobody is told that a socket was cut: it is asked for until it shows.
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }

            await clinic.Cancel(consult.Id);
        }

        Assert.Fail($"The socket took {MessagesAtMost} messages unread.");
    }

    /// <summary>The others' patients are served as ever.</summary>
    private static async Task Served(DispatchHost server, ClinicClient clinic, Patients patients)
    {
        await Safety.Within(patients.Ask(20, 4), () => $"The others were answered {patients.Answered.Count} times.");
        await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => string.Join('\n', server.Log.Lines));
    }

    /// <summary>Comes back, gets all that was missed, or a snapshot that stands for it, and serves the consult that waited.</summary>
    /// <returns>What the socket was sent until it was asked to serve.</returns>
    private static async Task<IReadOnlyList<object>> AssertResumes(DispatchHost server, ProviderCreated slow, long lastSeq, string waiting)
    {
        var log = new EventLog<object>(slow.Id);
        await using var back = await ProviderConnection.Connect(server.Address, slow.AccessToken, Into(log), TimeProvider.System, lastSeq);
        await back.Resume(lastSeq);
        await back.GoOnDuty();
        var offer = OfferIn(await log.Next<object>(m => OfferIn(m, waiting) is not null), waiting)!;
        var seen = log.All;
        if (seen.OfType<ProviderSnapshot>().FirstOrDefault() is { } snapshot)
        {
            Assert.True(snapshot.Seq > lastSeq);
        }
        else
        {
            // What came while it resumed may have come first.
            var numbers = seen.OfType<OfferMade>().Select(o => o.Seq).Concat(seen.OfType<OfferRescinded>().Select(r => r.Seq)).Order();
            Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => lastSeq + i), numbers);
        }

        Assert.True((await back.AcceptOffer(offer.OfferId)).Value!.IsAssigned);
        await back.StartConsult(waiting);
        await back.CompleteConsult(waiting, Client.Traffic.OrderBuilder.Approve(offer.Services, new DateOnly(2026, 1, 2)));
        back.Abort();
        return seen;
    }

    private static OfferMade? OfferIn(object message, string consult) => message switch
    {
        OfferMade made when made.ConsultId == consult => made,
        ProviderSnapshot snapshot => snapshot.Offers.FirstOrDefault(o => o.ConsultId == consult),
        _ => null,
    };

    private static ProviderEvents Into(EventLog<object> log) =>
        new() { Offer = log.Add, OfferRescinded = log.Add, ConsultChanged = log.Add, Snapshot = log.Add };

    private static async Task<int> Sockets(DispatchHost server) =>
        (await server.Operator.GetOverview()).Required().GetProperty("nodes")[0].GetProperty("sockets").GetInt32();
}
