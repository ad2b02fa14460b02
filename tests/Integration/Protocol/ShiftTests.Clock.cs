using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class ShiftTests
{
    private const string UntilFivePastNoon = """{"timeZone":"UTC","weekly":[{"days":["thursday"],"from":"11:00","to":"12:05"}]}""";

    [Fact]
    public async Task ShiftBegins_OfAConnectedProvider_IsToldOnceAndCountedAsScheduled()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProvider("CA");
        await Put(host, provider, FromOnePastNoon);
        await provider.Connect();
        Assert.Equal(0, await Scheduled(clinic));

        await host.Advance(Minutes(1), Seconds(10));

        var shift = await provider.Events.Next<ShiftStarting>();
        Assert.Equal((Samples.Start + Minutes(1), Samples.Start + Minutes(5)), (shift.StartsAt, shift.EndsAt));
        await host.Advance(Seconds(10));
        Assert.Equal(1, await Scheduled(clinic));
        await host.Advance(Minutes(5), Seconds(10));
        Assert.Single(provider.Events.All);
        Assert.Equal(0, await Scheduled(clinic));
    }

    [Fact]
    public async Task GoOnDuty_OutsideAShift_IsAllowedUnlessShiftsAreRequired()
    {
        await using var host = await DispatchHost.Start();
        var provider = await host.AddProvider("CA");
        await Put(host, provider, FromOnePastNoon);
        await provider.ConnectOnDuty();
        await provider.GoOffDuty();
        await RequireShifts(host);

        var refused = await provider.Connection.GoOnDuty(null);

        Assert.Equal("urn:dispatch:problem:outside-shift", refused.Refusal?.Type);
        Assert.Contains("2026-01-01T12:01:00Z", refused.Refusal?.ToString(), StringComparison.Ordinal);
        await host.Advance(Minutes(1), Seconds(10));
        await provider.GoOnDuty();
    }

    [Fact]
    public async Task ShiftEnds_WhereShiftsAreRequired_EndsDutyAfterTheCurrentConsult()
    {
        await using var host = await DispatchHost.Start();
        await RequireShifts(host);
        var clinic = await host.AddClinic();
        var provider = await host.AddProvider("CA");
        await Put(host, provider, UntilFivePastNoon);
        await provider.ConnectOnDuty();
        await host.Advance(Minutes(4), Seconds(10));
        var current = await clinic.Request();
        var offer = await provider.NextOffer(current.Id);
        await provider.Accept(offer);
        await provider.Start(current.Id);
        var open = await clinic.Request(modality: Modality.Async);
        var openOffer = await provider.NextOffer(open.Id);

        // The open offer lasts half a minute: it is the shift that ends it.
        await host.Advance(Seconds(29));
        await provider.Decline(openOffer);
        await host.Advance(Minutes(1) - Seconds(29));

        Assert.Equal("offDuty", (await provider.Events.Next<DutyChanged>()).Duty);
        var next = await clinic.Request(modality: Modality.Async);
        await host.Advance(Seconds(5));
        Assert.DoesNotContain(provider.Events.All.OfType<OfferMade>(), o => o.ConsultId == next.Id);
        await provider.Complete(offer);
        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(current.Id));
        Assert.Equal(0, Assert.Single((await clinic.Api.GetWaitTimes(["CA"])).Required()).OnDuty);
    }

    [Fact]
    public async Task ShiftEnds_WhereShiftsAreNotRequired_ChangesNothing()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProvider("CA");
        await Put(host, provider, UntilFivePastNoon);
        await provider.ConnectOnDuty();

        await host.Advance(Minutes(6), Seconds(10));

        Assert.Empty(provider.Events.All);
        await provider.NextOffer((await clinic.Request()).Id);
    }

    [Fact]
    public async Task Connect_AfterTheShiftEndedWithoutASocket_IsOffDuty()
    {
        await using var host = await DispatchHost.Start();
        await RequireShifts(host);
        var provider = await host.AddProvider("CA");
        await Put(host, provider, UntilFivePastNoon);
        await provider.ConnectOnDuty();
        await provider.LoseSocket();
        await host.Advance(Minutes(6), Seconds(10));

        await provider.Connect();

        Assert.Equal("offDuty", (await host.Soon(provider.Events.Take<DutyChanged>(), "the end of duty")).Duty);
    }

    [Fact]
    public async Task RequireShifts_WhileAProviderWithoutAPlanIsOnDuty_CountsAtTheNextConnection()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await RequireShifts(host);

        await host.Advance(Minutes(2), Seconds(10));

        Assert.Empty(provider.Events.All);
        await provider.NextOffer((await clinic.Request()).Id);
        await provider.LoseSocket();
        await provider.Connect();
        Assert.Equal("offDuty", (await host.Soon(provider.Events.Take<DutyChanged>(), "the end of duty")).Duty);
    }

    private static async Task<int> Scheduled(ClinicClient clinic) =>
        Assert.Single((await clinic.Api.GetWaitTimes(["CA"])).Required()).Scheduled;

    private static async Task RequireShifts(DispatchHost host) =>
        (await Rest(host).Put(
            "/v1/settings/shift-policy/default",
            new JsonObject { ["version"] = 0, ["value"] = new JsonObject { ["shiftsRequired"] = true } })).Is(HttpStatusCode.OK);
}
