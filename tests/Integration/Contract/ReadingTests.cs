using System.Net;
using System.Text.Json;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>What can be looked at: timeline, explain, wait times, overview, health, metrics, documentation.</summary>
public class ReadingTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string WaitTime =
        """
        {"state":"string","open":"bool","waiting":"number","oldestWaitingSeconds":"any","onDuty":"number","available":"number","scheduled":"number",
         "estimatedWait":"any","lastHour":"any"}
        """;

    private const string Offers =
        """{"made":"number","accepted":"number","declined":"number","expired":"number","rescinded":"number"}""";

    [Fact]
    public async Task Timeline_OfAServedConsult_TellsEverythingInOrder()
    {
        var clinic = await server.AddClinic();
        var provider = await server.ConnectOnDuty("DE");
        var id = await server.Begin(clinic, provider, Bodies.Consult("DE"));
        await provider.Must("CompleteConsult", id, Bodies.Approval("botox"));

        var timeline = await ContractServer.TimelineOf(clinic, id);

        Shape.Matches("""[{"seq":"number","type":"string","at":"time","data":"any"}]""", timeline);
        Assert.Equal(
            ["consult.requested", "offer.made", "consult.assigned", "consult.started", "consult.completed"],
            timeline.EnumerateArray().Select(e => e.GetProperty("type").GetString()));
        Assert.Equal([1, 2, 3, 4, 5], timeline.EnumerateArray().Select(e => e.GetProperty("seq").GetInt32()));
        Assert.Equal("Marguerite", timeline[0].GetProperty("data").GetProperty("patient").GetProperty("givenName").GetString());
        Assert.Contains("History reviewed", timeline[4].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ciphertext", timeline.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AWaitingConsult_GoesThroughItsProviders()
    {
        var clinic = await server.AddClinic();
        var away = await server.AddProvider("ID");
        var id = await clinic.Request(Bodies.Consult("ID"));

        var explained = (await server.Operator.Get($"/v1/ops/consults/{id}/explain")).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            {"consultId":"cns_","clinicId":"cli_","state":"=ID","status":"=waiting","requestedAt":"time","position":"number","deferred":"bool",
             "offers":"any","truncated":"bool",
             "providers":[{"id":"prv_","name":"string","verdict":"string","unmet":"null","duty":"=offDuty","connected":"bool",
                           "freeSlots":"number","passedOver":"any"}]}
            """,
            explained);
        Assert.Equal(away.Id, explained.GetProperty("providers")[0].GetProperty("id").GetString());
        Assert.Equal("notConnected", explained.GetProperty("providers")[0].GetProperty("verdict").GetString());
        Assert.DoesNotContain("Marguerite", explained.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AnOfferedConsult_ShowsTheReasonOfTheOffer()
    {
        var clinic = await server.AddClinic();
        var provider = await server.ConnectOnDuty("MT");
        var id = await server.Assign(clinic, provider, Bodies.Consult("MT"));

        var explained = (await server.Operator.Get($"/v1/ops/consults/{id}/explain")).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            [{"id":"off_","provider":"prv_","offeredAt":"time","expiresAt":"time","outcome":"=accepted","endedAt":"any",
              "reason":{"policy":"string","candidates":"number","passedOver":"any","passedOverCount":"number"}}]
            """,
            explained.GetProperty("offers"));
        Assert.Equal("serves", explained.GetProperty("providers")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task WaitTimes_OfTwoStates_AreInTheOrderOfTheirCodes()
    {
        var clinic = await server.AddClinic();
        await clinic.Request(Bodies.Consult("RI"));

        var lines = (await clinic.Rest.Get("/v1/wait-times?states=RI,CT")).Is(HttpStatusCode.OK);

        Shape.Matches($"[{WaitTime}]", lines);
        Assert.Equal(["CT", "RI"], lines.EnumerateArray().Select(l => l.GetProperty("state").GetString()));
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("oldestWaitingSeconds").ValueKind);
        Assert.Equal(1, lines[1].GetProperty("waiting").GetInt32());
        Assert.True(lines[1].GetProperty("oldestWaitingSeconds").GetDouble() >= 0);
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("estimatedWait").ValueKind);
    }

    [Fact]
    public async Task WaitTimes_AfterAnAccept_TellTheLastHour()
    {
        var clinic = await server.AddClinic();
        var provider = await server.ConnectOnDuty("SD");
        await server.Assign(clinic, provider, Bodies.Consult("SD"));

        var line = (await clinic.Rest.Get("/v1/wait-times?states=SD")).Is(HttpStatusCode.OK)[0];

        Shape.Matches("""{"p50":"number","p90":"number","slaAttained":"number"}""", line.GetProperty("lastHour"));
        Assert.Equal(1, line.GetProperty("onDuty").GetInt32());
    }

    [Fact]
    public async Task WaitTimes_WithoutStates_AreAllFiftyOne()
    {
        var clinic = await server.AddClinic();

        Assert.Equal(51, (await clinic.Rest.Get("/v1/wait-times")).Is(HttpStatusCode.OK).GetArrayLength());
    }

    [Theory]
    [InlineData("ZZ")]
    [InlineData("CA,,TX")]
    [InlineData("ca")]
    public async Task WaitTimes_OfNoState_AreRefused(string states) =>
        (await (await server.AddClinic()).Rest.Get("/v1/wait-times?states=" + states)).IsProblemOfFields("validation", "states");

    [Fact]
    public async Task Overview_Always_ShowsNodesRatesStoreAndAllStates()
    {
        var overview = (await server.Operator.Get("/v1/ops/overview")).Is(HttpStatusCode.OK);

        Shape.Matches(
            $$"""
            {"at":"time",
             "nodes":[{"name":"string","sockets":"number","connected":"number","onDuty":"number","serving":"number","cpuSeconds":"number",
                       "cpuShare":"number","memoryBytes":"number","startedAt":"time","seenAt":"time","draining":"bool"}],
             "rates":{"requested":"number","offered":"number","assigned":"number","completed":"number","expired":"number","cancelled":"number",
                      "declined":"number","offersExpired":"number","offersRescinded":"number"},
             "offers":{{Offers}},
             "utilisation":{"onDuty":"number","serving":"number","share":"any"},
             "store":{"available":"bool","queuedItems":"number","batches":"number","items":"number","itemsPerBatch":"number",
                      "largestBatch":"number","itemsPerSecond":"number","recentItemsPerBatch":"any","commitP50Seconds":"any","commitP99Seconds":"any"},
             "escalations":"any",
             "admission":{"state":"=off","admittedPerSecond":"number","shedPerSecond":"number","limitPerSecond":"any","sharePerSecond":"any",
                          "delaySeconds":"number","delayTargetSeconds":"number","inFlight":"number"},
             "states":[{"line":{{WaitTime}},"saturation":"any","offers":{{Offers}}}]}
            """,
            overview);
        Assert.Equal(51, overview.GetProperty("states").GetArrayLength());
        Assert.True(overview.GetProperty("store").GetProperty("available").GetBoolean());
    }

    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Health_OfAServerThatWorks_IsOpenToEverybody(string which) =>
        Shape.Matches($$"""{"status":"={{which}}"}""", (await server.Nobody.Get("/health/" + which)).Is(HttpStatusCode.OK));

    [Fact]
    public async Task Metrics_AfterSomeRequests_CountThemByRouteAndNameNobody()
    {
        var clinic = await server.AddClinic();
        var id = await clinic.Request(Bodies.Consult("NH"));
        await clinic.Rest.Get("/v1/consults/" + id);

        var metrics = await server.Nobody.Get("/metrics");

        Assert.Equal(200, metrics.Status);
        Assert.Equal("text/plain", metrics.ContentType);
        Assert.Contains("/v1/consults/{id}", metrics.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, metrics.Text, StringComparison.Ordinal);
        Assert.All(
            metrics.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("""^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*(\}[^}]*)*\})? [-+0-9.eE]+|\w+(\{.*\})? (NaN|\+Inf))$""", line));
    }

    [Fact]
    public async Task OpenApi_OfThisVersion_ListsEveryPathAndMethod()
    {
        var answer = await server.Nobody.Get("/openapi/v1.json");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("3.", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = answer.Json.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Superset(
            new HashSet<string>(
            [
                "POST /v1/clinics", "POST /v1/providers", "POST /v1/providers/bulk", "GET /v1/providers/{id}",
                "PUT /v1/providers/{id}/licenses", "POST /v1/providers/{id}/suspend", "POST /v1/providers/{id}/reinstate",
                "GET /v1/ops/overview", "GET /v1/ops/consults/{id}/explain", "POST /v1/consults", "GET /v1/consults",
                "GET /v1/consults/{id}", "POST /v1/consults/{id}/cancel", "GET /v1/consults/{id}/timeline", "GET /v1/wait-times",
                "GET /health/live", "GET /health/ready", "GET /metrics",
            ]),
            operations.ToHashSet());
    }

    [Fact]
    public async Task OpenApi_OfAnOperationForCallers_AsksForABearerToken()
    {
        var paths = (await server.Nobody.Get("/openapi/v1.json")).Json.GetProperty("paths");

        Assert.NotEmpty(paths.GetProperty("/v1/consults").GetProperty("post").GetProperty("security").EnumerateArray());
        Assert.False(paths.GetProperty("/health/live").GetProperty("get").TryGetProperty("security", out _));
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/docs")]
    [InlineData("/")]
    public async Task Pages_ForPeople_AreServed(string path)
    {
        var page = await server.Nobody.Get(path);

        Assert.Equal(200, page.Status);
        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyAnswer_OfTheApi_IsNeitherKeptNorSniffedNorFramed()
    {
        var answer = await (await server.AddClinic()).Rest.Get("/v1/consults");

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", answer.Headers["X-Frame-Options"]);
        Assert.DoesNotContain("Server", answer.Headers.Keys);
        Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Keys);
    }

    [Fact]
    public async Task Explain_AnUnknownConsult_IsNotFound()
    {
        (await server.Operator.Get("/v1/ops/consults/cns_01jd7aaaaaaaaaaaaaaaaaaaaa/explain")).IsProblem(404, "not-found");
        (await server.Operator.Get("/v1/ops/consults/nonsense/explain")).IsProblem(404, "not-found");
    }
}
