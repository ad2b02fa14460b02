using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>Somebody sets the wall clock by ten minutes, forward or back, while everything is under way.</summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan JumpSeen = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Jump_WhileOffersAreOpenAndConsultsServed_MovesNoDeadline(int minutes)
    {
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var server = await DispatchHost.Start(new DispatchHostOptions { Time = time });
        var clinic = await server.AddClinic();
        await clinic.Connect();
        await clinic.Connection.WatchConsults();
        var silent = await server.AddProviderOnDuty("CA");
        var busy = await server.AddProviderOnDuty("TX");
        var served = await clinic.Request("TX");
        await busy.Accept(await server.Soon(busy.TakeOffer(served.Id), "an offer"));
        await busy.Start(served.Id);
        var waiting = await clinic.Request("NY");
        var offered = await clinic.Request("CA");
        var offer = await server.Soon(silent.TakeOffer(offered.Id), "an offer");
        await server.Advance(JumpSeen);

        time.JumpWallClock(TimeSpan.FromMinutes(minutes));
        await server.Advance(JumpSeen);

        await AssertNoticed(server, minutes);
        Assert.Empty(silent.Events.Left.OfType<OfferRescinded>());
        Assert.Equal(ConsultStatus.Offered, await clinic.StatusOf(offered.Id));
        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(served.Id));
        Assert.DoesNotContain("consult.escalated", await clinic.TimelineTypes(waiting.Id));

        // The offer ends when it was going to, and what was promised is missed when it was going to be.
        var untilExpired = await server.AdvanceUntil(
            () => Task.FromResult(silent.Events.All.OfType<OfferRescinded>().Any(o => o.OfferId == offer.OfferId)),
            TimeSpan.FromSeconds(40),
            "the offer expires");
        Assert.InRange(untilExpired, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(32));
        Assert.Contains("consult.escalated", await clinic.TimelineTypes(waiting.Id));
        Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(served.Id));
        Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(waiting.Id));

        // Somebody new is served as ever.
        var another = await server.AddProviderOnDuty("NY");
        await another.Accept(await server.Soon(another.TakeOffer(waiting.Id), "an offer"));
        await server.Stop();
        using var store = server.Store.Read();
        store.AssertIntact();
        AssertInOrderOfTime(store.Events());
        Audit.AssertOneOfferAtATime(store.Events());
    }

    [Fact]
    public async Task Jump_BackWhileNoProcessRan_StartsWhereTheStoreLeftOff()
    {
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var server = await DispatchHost.Start(new DispatchHostOptions { Time = time });
        var clinic = await server.AddClinic();
        var provider = await server.AddProviderOnDuty("CA");
        var served = await clinic.Request("CA");
        await server.Advance(TimeSpan.FromMinutes(1));
        await provider.Accept(await server.Soon(provider.TakeOffer(served.Id), "an offer"));
        await provider.Start(served.Id);
        var lastSeq = provider.Connection.LastSeq;

        await server.Stop();
        time.JumpWallClock(TimeSpan.FromMinutes(-10));
        await server.Restart();

        await provider.SocketEnded();
        await provider.Connect();
        await provider.Resume();
        var snapshot = await provider.Events.Next<ProviderSnapshot>();
        Assert.Equal(served.Id, Assert.Single(snapshot.Consults).ConsultId);
        Assert.True(snapshot.Seq > lastSeq, $"The stream went on at {snapshot.Seq} after {lastSeq}.");
        await provider.Connection.CompleteConsult(
            served.Id, Client.Traffic.OrderBuilder.Approve(["skin"], new DateOnly(2026, 1, 2)));
        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(served.Id));
        Assert.Contains(server.Log.Lines, line => line.Contains("the clock starts there", StringComparison.Ordinal));
        await server.Stop();
        using var store = server.Store.Read();
        store.AssertIntact();
        AssertInOrderOfTime(store.Events());
    }

    [Fact]
    public async Task Jump_ForwardWhileNoProcessRan_TakesDeadlinesForPassedAndLosesNothing()
    {
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var server = await DispatchHost.Start(new DispatchHostOptions { Time = time });
        var clinic = await server.AddClinic();
        var consult = await clinic.Request("CA");

        await server.Stop();
        time.JumpWallClock(TimeSpan.FromMinutes(10));
        await server.Restart();

        // Two minutes were promised until acceptance, thirty until it is given up.
        await server.AdvanceUntil(
            async () => (await clinic.TimelineTypes(consult.Id)).Contains("consult.escalated"), TimeSpan.FromSeconds(5), "the promise is missed");
        Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(consult.Id));
        var provider = await server.AddProviderOnDuty("CA");
        await provider.Accept(await server.Soon(provider.TakeOffer(consult.Id), "an offer"));
    }

    [Fact]
    public async Task Start_WhenTheStoreIsFarAhead_TakesTheWallClockForRight()
    {
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var server = await DispatchHost.Start(new DispatchHostOptions { Time = time });
        var clinic = await server.AddClinic();
        await clinic.Request("CA");

        await server.Stop();
        time.JumpWallClock(TimeSpan.FromDays(-365));
        await server.Restart();

        var later = await clinic.Request("CA");
        Assert.InRange(later.RequestedAt, Samples.Start.AddDays(-365), Samples.Start.AddDays(-364));
        Assert.Contains(server.Log.Lines, line => line.Contains("taken for right", StringComparison.Ordinal));
    }

    private static async Task AssertNoticed(DispatchHost server, int minutes)
    {
        var metrics = (await server.Operator.GetMetrics()).Required();
        Assert.Equal(1, PrometheusText.Sum(metrics, "dispatch_clock_jumps_total"));
        Assert.InRange(PrometheusText.Sum(metrics, "dispatch_clock_offset_seconds")!.Value, (minutes * 60) - 1, (minutes * 60) + 1);
        Assert.Single(server.Log.Lines, line => line.Contains("The wall clock was set by", StringComparison.Ordinal));
    }

    private static void AssertInOrderOfTime(IEnumerable<StoredEvent> events) => Assert.All(
        events.GroupBy(e => e.Stream), stream => Assert.Equal(stream.Select(e => e.At).Order(), stream.Select(e => e.At)));
}
