using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Client.Contract;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Requests outside service hours: refused with the opening, or held until then.</summary>
public sealed class ServiceHoursTests
{
    // 06:00 Pacific on a Thursday.
    private static readonly DateTimeOffset Opening = new(2026, 1, 15, 14, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset BeforeOpening = Opening - Minutes(1);

    [Fact]
    public async Task Request_OutsideHours_IsClosedAndSaysWhenItOpens()
    {
        await using var host = await StartWithPacificHours();
        var clinic = await host.AddClinic();

        var refused = await RestOf(host, clinic).Post("/v1/consults", Bodies.Consult());

        refused.IsProblemWithRetryAfter(503, "closed");
        Assert.Equal(Opening, refused.Json.GetProperty("opensAt").GetDateTimeOffset());
        Assert.Equal("60", refused.Headers["Retry-After"]);
        Assert.Empty((await RestOf(host, clinic).Get("/v1/consults")).Json.GetProperty("items").EnumerateArray());
        Assert.False(await IsOpen(clinic));
        await host.Advance(Minutes(1), Seconds(10));
        Assert.True(await IsOpen(clinic));
        await clinic.Request();
    }

    [Fact]
    public async Task Request_QueuedUntilOpen_IsPromisedFromTheOpeningAndOfferedNotBefore()
    {
        await using var host = await StartWithPacificHours();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");

        var held = await Queue(host, clinic);

        Assert.Equal("waiting", held.GetProperty("status").GetString());
        Assert.Equal(Opening, held.GetProperty("opensAt").GetDateTimeOffset());
        Assert.Equal(Opening + Seconds(10), held.GetProperty("sla").GetProperty("firstOfferBy").GetDateTimeOffset());
        Assert.Equal(Opening + Minutes(30), held.GetProperty("sla").GetProperty("giveUpAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, held.GetProperty("line").ValueKind);
        await host.Advance(Seconds(59));
        Assert.Empty(provider.Events.All);
        await host.Advance(Seconds(1));
        var offer = await host.Soon(provider.TakeOffer(Id(held)), "an offer at the opening");
        Assert.InRange(offer.WaitedSeconds, 0, 1);
        await provider.Accept(offer);
        Assert.DoesNotContain("consult.escalated", await clinic.TimelineTypes(Id(held)));
    }

    [Fact]
    public async Task Request_QueuedUntilOpen_CanBeCancelledMeanwhile()
    {
        await using var host = await StartWithPacificHours();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var held = await Queue(host, clinic);

        await clinic.Cancel(Id(held));
        await host.Advance(Minutes(2), Seconds(5));

        Assert.Equal(ConsultStatus.Cancelled, await clinic.StatusOf(Id(held)));
        Assert.Empty(provider.Events.All);
    }

    [Fact]
    public async Task Request_QueuedUntilOpen_SurvivesACrashAndIsOfferedInItsOrder()
    {
        await using var host = await StartWithPacificHours();
        var clinic = await host.AddClinic();
        var first = await Queue(host, clinic);
        await host.Advance(Seconds(1));
        var second = await Queue(host, clinic);
        await host.Advance(Seconds(1));
        var urgent = await Queue(host, clinic, "urgent");

        await host.CrashAll();
        await host.Restart();
        var provider = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(30));
        Assert.Empty(provider.Events.All);
        await host.Advance(Opening - host.Time.GetUtcNow());

        foreach (var expected in new[] { urgent, first, second })
        {
            var offer = await host.Soon(provider.TakeOffer(), "the next offer");
            Assert.Equal(Id(expected), offer.ConsultId);
            await provider.Accept(offer);
            await provider.Start(offer.ConsultId);
            await provider.Complete(offer);
        }
    }

    [Fact]
    public async Task Request_InsideTheDeploymentsHoursAndOutsideTheClinics_IsClosedForThatClinicOnly()
    {
        await using var host = await StartWithPacificHours(Opening);
        var narrow = await host.AddClinic();
        var other = await host.AddClinic();
        await Set(host, narrow.Id, """{"timeZone":"America/Los_Angeles","weekly":[{"days":["thursday","friday"],"from":"09:00","to":"24:00"}]}""");

        var refused = (await RestOf(host, narrow).Post("/v1/consults", Bodies.Consult())).IsProblem(503, "closed");

        Assert.Equal(Opening + TimeSpan.FromHours(3), refused.GetProperty("opensAt").GetDateTimeOffset());
        await other.Request();
        Assert.False(await IsOpen(narrow));
        Assert.True(await IsOpen(other));
    }

    [Fact]
    public async Task Request_WhenNothingOpensWithinAYear_IsClosedEvenIfItWouldWait()
    {
        await using var host = await StartWithPacificHours();
        var clinic = await host.AddClinic();
        await Set(host, clinic.Id, """{"timeZone":"UTC","weekly":[]}""");

        var refused = (await RestOf(host, clinic).Post("/v1/consults", Bodies.Consult().With("queueUntilOpen", true)))
            .IsProblem(503, "closed");

        Assert.False(refused.TryGetProperty("opensAt", out _));
    }

    [Fact]
    public async Task Request_QueueUntilOpenInsideHours_JoinsTheLineAtOnce()
    {
        await using var host = await StartWithPacificHours(Opening);
        var clinic = await host.AddClinic();

        Assert.False((await Queue(host, clinic)).TryGetProperty("opensAt", out _));
    }

    private static async Task<DispatchHost> StartWithPacificHours(DateTimeOffset? at = null)
    {
        var host = await DispatchHost.Start(new DispatchHostOptions { Time = new SimulatedTimeProvider(at ?? BeforeOpening) });
        await Set(host, "default", """
            {"timeZone":"America/Los_Angeles",
             "weekly":[{"days":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"from":"06:00","to":"19:00"}]}
            """);
        return host;
    }

    private static async Task Set(DispatchHost host, string scope, string hours) =>
        (await new Rest(host.Http, host.OperatorToken).Put(
            "/v1/settings/service-hours/" + scope, new JsonObject { ["version"] = 0, ["value"] = JsonNode.Parse(hours) }))
            .Is(HttpStatusCode.OK);

    private static async Task<JsonElement> Queue(DispatchHost host, ClinicClient clinic, string priority = "routine") =>
        (await RestOf(host, clinic).Post(
            "/v1/consults", Bodies.Consult().With("queueUntilOpen", true).With("priority", priority))).Is(HttpStatusCode.Created);

    private static async Task<bool> IsOpen(ClinicClient clinic) =>
        Assert.Single((await clinic.Api.GetWaitTimes(["CA"])).Required()).Open;

    private static Rest RestOf(DispatchHost host, ClinicClient clinic) => new(host.Http, clinic.ApiKey);

    private static string Id(JsonElement consult) => consult.GetProperty("id").GetString()!;
}
