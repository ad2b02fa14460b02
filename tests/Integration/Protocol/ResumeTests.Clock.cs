using System.Text.Json;
using Dispatch.Api;
using Dispatch.Client.Contract;
using Dispatch.Grains.Providers;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class ResumeTests
{
    [Fact]
    public async Task Resume_AfterTheSocketWasDown_RepeatsWhatWasMissedInOrder()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consults = await AcceptedAsync(provider, clinic, 3);

        await provider.LoseSocket();
        var lastSeen = provider.LastSeq;
        foreach (var consult in consults)
        {
            await clinic.Cancel(consult);
            await host.Settle();
        }

        await provider.Connect();
        await provider.Resume();
        var missed = new List<ConsultChanged>();
        foreach (var _ in consults)
        {
            missed.Add(await provider.NextConsultChanged());
        }

        Assert.Equal(consults, missed.Select(m => m.ConsultId));
        Assert.Equal([lastSeen + 1, lastSeen + 2, lastSeen + 3], missed.Select(m => m.Seq));
        var answer = await provider.Resume(missed[^1].Seq);
        Assert.Equal(0, answer.GetProperty("replayed").GetInt32());
        await AssertNoGapAndNoRepeat(provider, clinic, host);
    }

    [Fact]
    public async Task Resume_WhileNewMessagesArrive_HasNoGapAndNoRepeat()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consults = await AcceptedAsync(provider, clinic, 2);
        await provider.LoseSocket();
        foreach (var consult in consults)
        {
            await clinic.Cancel(consult);
        }

        // What waits is offered as soon as the socket is there, before the provider resumes.
        await clinic.Request("CA", Modality.Async);
        await host.Settle();
        await provider.Connect();
        await host.Settle();
        await provider.Resume();
        await provider.NextConsultChanged(consults[0]);
        await provider.NextConsultChanged(consults[1]);

        await AssertNoGapAndNoRepeat(provider, clinic, host);
    }

    [Fact]
    public async Task Resume_OfASocketThatHeardNewerOnesFirst_SendsThoseAgainInTheirPlace()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = Assert.Single(await AcceptedAsync(provider, clinic, 1));
        await provider.LoseSocket();
        await clinic.Cancel(consult);
        var waits = await clinic.Request("CA", Modality.Async);
        await host.Settle();
        await provider.Connect();
        await host.Advance(new ApiLimits().ResumeWithin);
        var early = await provider.NextOffer(waits.Id);

        await provider.Resume();

        // A page that found the offer out of its turn has put it aside: it comes again after what was missed.
        var missed = await provider.NextConsultChanged(consult);
        var again = await provider.NextOffer(waits.Id);
        Assert.Equal((early.OfferId, early.Seq), (again.OfferId, again.Seq));
        Assert.Equal(missed.Seq + 1, again.Seq);
    }

    [Fact]
    public async Task Resume_AfterTheProviderGrainWasLost_SendsASnapshotWithALargerNumber()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var served = Assert.Single(await AcceptedAsync(provider, clinic, 1));
        await provider.LoseSocket();
        await host.Advance(Seconds(1));

        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        await provider.Connect();
        var answer = await provider.Resume();
        var snapshot = await provider.Events.Next<ProviderSnapshot>();

        Assert.True(answer.GetProperty("snapshot").GetBoolean());
        Assert.True(snapshot.Seq > provider.LastSeq, $"{snapshot.Seq} is not after {provider.LastSeq}.");
        Assert.Equal("available", snapshot.Duty);
        var consult = Assert.Single(snapshot.Consults);
        Assert.Equal((served, ConsultStatus.Assigned), (consult.ConsultId, consult.Status));
        var next = await clinic.Request("CA", Modality.Async);
        var offer = await host.Soon(provider.TakeOffer(next.Id), "an offer");
        Assert.Equal(snapshot.Seq + 1, offer.Seq);
    }

    [Fact]
    public async Task Resume_AfterTheServerRestarted_SendsASnapshotOfWhatIsServed()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var served = Assert.Single(await AcceptedAsync(provider, clinic, 1));
        await host.Advance(Seconds(1));

        await host.Restart();
        await provider.SocketEnded();
        await provider.Connect();
        await provider.Resume();
        var snapshot = await provider.Events.Next<ProviderSnapshot>();

        Assert.True(snapshot.Seq > provider.LastSeq);
        Assert.Equal(served, Assert.Single(snapshot.Consults).ConsultId);
        await provider.Start(served);
    }

    [Fact]
    public async Task Resume_AfterTheGrainWasLostAndASocketHeardMore_SendsTheSnapshotAllTheSame()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var served = Assert.Single(await AcceptedAsync(provider, clinic, 1));
        await host.Advance(Seconds(1));
        Assert.True(host.Engine.Crash<IProviderGrain>(provider.Id));
        await clinic.Cancel(served);
        var next = await clinic.Request("CA", Modality.Async);
        var offer = await host.AdvanceUntil(provider.TakeOffer(next.Id), Seconds(10), "an offer by the new activation");

        await provider.Resume(offer.Seq - 1_000);
        var snapshot = await provider.Events.Next<ProviderSnapshot>();

        Assert.True(snapshot.Seq >= offer.Seq);
        Assert.Empty(snapshot.Consults);
        Assert.Equal(offer.OfferId, Assert.Single(snapshot.Offers).OfferId);
    }

    private static async Task<List<string>> AcceptedAsync(ProviderClient provider, ClinicClient clinic, int count)
    {
        var consults = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var consult = await clinic.Request("CA", Modality.Async);
            await provider.Accept(await provider.NextOffer(consult.Id));
            consults.Add(consult.Id);
        }

        return consults;
    }

    /// <summary>One more message, so that what would come late has come; then all numbers in a row.</summary>
    private static async Task AssertNoGapAndNoRepeat(ProviderClient provider, ClinicClient clinic, DispatchHost host)
    {
        var last = await clinic.Request("CA", Modality.Async);
        await host.Soon(provider.TakeOffer(last.Id), "one more offer");
        var seqs = provider.Events.All.Select(Seq).ToArray();
        Assert.Equal(Enumerable.Range(0, seqs.Length).Select(i => seqs[0] + i), seqs);
    }

    private static long Seq(object message) => message switch
    {
        OfferMade offer => offer.Seq,
        OfferRescinded rescinded => rescinded.Seq,
        ConsultChanged changed => changed.Seq,
        _ => throw new JsonException($"A message of the stream was expected, found {message}."),
    };
}
