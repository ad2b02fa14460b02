using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class InsightTests
{
    [Fact]
    public async Task WaitTimes_BelowTwentyAccepts_EstimateNothing()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");

        await ServeAll(host, clinic, provider, 19);
        var before = await WaitTime(clinic);
        await ServeAll(host, clinic, provider, 1);
        var after = await WaitTime(clinic);

        Assert.Null(before.EstimatedWait);
        Assert.NotNull(before.LastHour);
        Assert.NotNull(after.EstimatedWait);
        Assert.True(after.EstimatedWait.P80 >= after.EstimatedWait.P50);
        Assert.Equal(1, after.LastHour!.SlaAttained);
        Assert.Equal((0, 1), (after.Waiting, after.OnDuty));
        await provider.TakeBreak();
        Assert.NotNull((await clinic.Request()).Line?.EstimatedWait);
        await host.Advance(Minutes(61), Minutes(1));
        Assert.Null((await WaitTime(clinic)).EstimatedWait);
    }

    [Fact]
    public async Task WaitTimes_CountWhoWaits()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await clinic.Request();
        await host.Advance(Seconds(7));
        await clinic.Request();
        await host.Settle();

        var line = await WaitTime(clinic);

        Assert.Equal((2, 0, 0), (line.Waiting, line.OnDuty, line.Available));
        Assert.Equal(7, line.OldestWaitingSeconds);
    }

    [Fact]
    public async Task Explain_SaysOfEachProviderWhyNot()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var declining = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await declining.NextOffer(consult.Id);
        await declining.Decline(offer);
        var offline = await host.AddProvider("CA");
        var onBreak = await host.AddProviderOnDuty(Samples.Provider([Samples.License("CA", Samples.LicenseEnd)]));
        var breakOffer = await host.Soon(onBreak.TakeOffer(consult.Id), "an offer");
        await onBreak.TakeBreak();
        var suspended = await host.AddProvider("CA");
        Assert.True((await host.Operator.SuspendProvider(suspended.Id, "board action")).IsSuccess);
        var elsewhere = await host.AddProviderOnDuty("TX");
        var ended = await host.AddProvider(Samples.Provider([Samples.License("CA", new DateOnly(2025, 12, 1))]));
        await host.Advance(Seconds(2));

        var explained = (await host.Operator.ExplainConsult(consult.Id)).Required();

        var verdicts = explained.GetProperty("providers").EnumerateArray().ToDictionary(p => p.GetProperty("id").GetString()!);
        Assert.Equal(("passedOver", "declined"), (Verdict(declining), Text(verdicts[declining.Id], "passedOver")));
        Assert.Equal("notConnected", Verdict(offline));
        Assert.Equal("notOnDuty", Verdict(onBreak));
        Assert.Equal(("notEligible", "suspended"), (Verdict(suspended), Text(verdicts[suspended.Id], "unmet")));
        Assert.Equal(("notEligible", "licenseExpired"), (Verdict(ended), Text(verdicts[ended.Id], "unmet")));
        Assert.DoesNotContain(elsewhere.Id, verdicts.Keys);
        Assert.Equal(1, explained.GetProperty("position").GetInt32());
        var offers = explained.GetProperty("offers").EnumerateArray().ToArray();
        Assert.Equal([offer.OfferId, breakOffer.OfferId], offers.Select(o => Text(o, "id")));
        Assert.Equal(["declined", "rescinded"], offers.Select(o => Text(o, "outcome")));
        Assert.All(offers, o => Assert.Equal(JsonValueKind.Object, o.GetProperty("reason").ValueKind));
        Assert.DoesNotContain("Okafor", explained.GetRawText(), StringComparison.Ordinal);

        string? Verdict(ProviderClient provider) => Text(verdicts[provider.Id], "verdict");
    }

    [Fact]
    public async Task ClinicHub_AskedToWatchALineThatThenBecomesWhatWasToldBefore_TellsTheChange()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await clinic.Connect();
        await clinic.Connection.WatchWaitTimes(["CA"]);
        await host.Advance(Seconds(2));
        await clinic.Connection.WatchWaitTimes([]);
        var consult = await clinic.Request();
        await host.Advance(Seconds(0.1));
        await clinic.Connection.WatchWaitTimes(["CA"]);
        await clinic.Events.Take<WaitTime>(w => w is { State: "CA", Waiting: 1 });
        var told = clinic.Events.All.Count;

        // Before the next round of changes.
        await clinic.Cancel(consult.Id);
        await host.Advance(Seconds(0.1));

        await host.AdvanceUntil(
            () => Task.FromResult(clinic.Events.All.Skip(told).OfType<WaitTime>().Any(w => w is { State: "CA", Waiting: 0 })),
            Seconds(3),
            "the line that is empty again",
            Seconds(0.25));
    }

    [Fact]
    public async Task ClinicHub_WhenWhoWaitedLongestGoesAndAnotherComesAtOnce_TellsWhoWaitsLongestNow()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await clinic.Connect();
        var oldest = await clinic.Request();
        await host.Advance(Seconds(30));
        await clinic.Request(priority: Priority.Urgent);
        await host.Advance(Seconds(2));
        await clinic.Connection.WatchWaitTimes(["CA"]);
        await clinic.Events.Take<WaitTime>(w => w is { State: "CA", Waiting: 2, OldestWaitingSeconds: 32 });
        var told = clinic.Events.All.Count;

        // Between two rounds of changes: as many wait as before, and the urgent one is the head all the time.
        await clinic.Cancel(oldest.Id);
        await clinic.Request();

        await host.AdvanceUntil(
            () => Task.FromResult(clinic.Events.All.Skip(told).OfType<WaitTime>().Any(w => w is { Waiting: 2, OldestWaitingSeconds: < 30 })),
            Seconds(3),
            "the line whose oldest is another",
            Seconds(0.25));
    }

    [Fact]
    public async Task ClinicHub_WhenTheClinicsOwnHoursEnd_TellsThatTheLineIsClosed()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var hours = JsonNode.Parse(
            """
            {"version":0,"value":{"timeZone":"UTC","weekly":[
              {"days":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"from":"06:00","to":"12:01"}]}}
            """);
        (await new Rest(host.Http, host.OperatorToken).Put($"/v1/settings/service-hours/{clinic.Id}", hours!)).Is(HttpStatusCode.OK);
        await clinic.Connect();
        await clinic.Connection.WatchWaitTimes(["CA"]);
        await clinic.Events.Take<WaitTime>(w => w is { State: "CA", Open: true });

        await host.AdvanceUntil(
            clinic.Events.Take<WaitTime>(w => w is { State: "CA", Open: false }), Seconds(63), "the line that is closed", Seconds(1));
    }

    [Fact]
    public async Task ClinicHub_WatchingWaitTimes_HearsOfChangesOnly()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await clinic.Connect();
        Assert.False((await clinic.Connection.WatchWaitTimes(["CA", "TX"])).IsRefused);
        await clinic.Events.Next<WaitTime>(w => w is { State: "CA", Waiting: 0 });
        await clinic.Events.Next<WaitTime>(w => w is { State: "TX", Waiting: 0 });
        await host.Advance(Seconds(5));
        var atRest = clinic.Events.All.Count;

        await clinic.Request();
        await clinic.Request("NV");
        await host.AdvanceUntil(
            clinic.Events.Take<WaitTime>(w => w is { State: "CA", Waiting: 1 }), Seconds(3), "the changed line", Seconds(0.25));
        await host.Advance(Seconds(10));

        var after = clinic.Events.All.Skip(atRest).OfType<WaitTime>().ToArray();
        Assert.All(after, w => Assert.Equal("CA", w.State));
        Assert.InRange(after.Length, 1, 3);
    }

    private static async Task ServeAll(DispatchHost host, ClinicClient clinic, ProviderClient provider, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var consult = await clinic.Request();
            var offer = await host.Soon(provider.TakeOffer(consult.Id), "an offer");
            await provider.Accept(offer);
            await provider.Start(consult.Id);
            await provider.Complete(offer);
        }

        await host.Settle();
    }

    private static async Task<WaitTime> WaitTime(ClinicClient clinic) =>
        Assert.Single((await clinic.Api.GetWaitTimes(["CA"])).Required());

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.ToString() : null;
}
