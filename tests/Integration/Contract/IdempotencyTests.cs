using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

public partial class IdempotencyTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const int AtOnce = 50;

    [Fact]
    public async Task Request_OneKeyFiftyTimesAtOnce_MakesOneConsult()
    {
        var clinic = await server.AddClinic();
        var body = Bodies.Consult("PA").ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce)
            .Select(_ => clinic.Rest.Send(HttpMethod.Post, "/v1/consults", body, key: "visit-1")));

        Assert.Single(answers.Select(a => a.Is(HttpStatusCode.Created).GetProperty("id").GetString()).Distinct());
        await AssertCount(1, clinic);
    }

    [Fact]
    public async Task Request_OneKeyFiftyTimesAtOnceWithTwoBodies_MakesOneConsultAndRefusesTheOtherBody()
    {
        var clinic = await server.AddClinic();
        string[] bodies = [Bodies.Consult("PA").ToJsonString(), Bodies.Consult("NJ").ToJsonString()];

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce)
            .Select(i => clinic.Rest.Send(HttpMethod.Post, "/v1/consults", bodies[i % 2], key: "visit-2")));

        Assert.Single(answers.Where(a => a.Status == 201).Select(a => a.Json.GetProperty("id").GetString()).Distinct());
        Assert.Equal(AtOnce / 2, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.IsProblem(409, "idempotency-key-reused"));
        await AssertCount(1, clinic);
    }

    [Fact]
    public async Task Request_ARepeat_ShowsTheConsultAsItIsNow()
    {
        var clinic = await server.AddClinic();
        var body = Bodies.Consult("VA").With("externalId", "chart-9");
        var first = (await clinic.Rest.Post("/v1/consults", body, "visit-3")).Is(HttpStatusCode.Created);
        await clinic.Rest.Post($"/v1/consults/{first.GetProperty("id").GetString()}/cancel", new JsonObject { ["reason"] = "patient left" });

        var repeat = (await clinic.Rest.Post("/v1/consults", body, "visit-3")).Is(HttpStatusCode.Created);

        Assert.Equal(first.GetProperty("id").GetString(), repeat.GetProperty("id").GetString());
        Assert.Equal("cancelled", repeat.GetProperty("status").GetString());
        Assert.Equal("chart-9", repeat.GetProperty("externalId").GetString());
    }

    [Fact]
    public async Task Request_TheSameKeyOfAnotherClinic_IsAnotherConsult()
    {
        var one = await server.AddClinic();
        var other = await server.AddClinic();

        var first = await one.Request(Bodies.Consult("VA"), "visit-4");
        var second = await other.Request(Bodies.Consult("VA"), "visit-4");

        Assert.NotEqual(first, second);
        Assert.Equal(404, (await other.Rest.Get("/v1/consults/" + first)).Status);
    }

    [Fact]
    public async Task Request_WithoutAKey_IsAConsultEachTime()
    {
        var clinic = await server.AddClinic();

        Assert.NotEqual(await clinic.Request(Bodies.Consult("WI")), await clinic.Request(Bodies.Consult("WI")));
    }

    [Fact]
    public async Task Request_RefusedWithAKey_LeavesTheKeyFree()
    {
        var clinic = await server.AddClinic();
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("ZZ"), "visit-5")).IsProblemOfFields("validation", "state");

        await clinic.Request(Bodies.Consult("WI"), "visit-5");
    }

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    public async Task Request_AKeyThatIsNone_IsRefused(string key)
    {
        var clinic = await server.AddClinic();

        (await clinic.Rest.Post("/v1/consults", Bodies.Consult(), key == "long" ? new string('k', 201) : key))
            .IsProblemOfFields("validation", "Idempotency-Key");

        await AssertCount(0, clinic);
    }

    [Fact]
    public async Task Request_AKeyOfTheGreatestLength_IsTaken()
    {
        var clinic = await server.AddClinic();
        var key = new string('k', 200);

        Assert.Equal(await clinic.Request(Bodies.Consult("WI"), key), await clinic.Request(Bodies.Consult("WI"), key));
    }

    [Fact]
    public async Task Request_ARepeatAfterARestart_IsTheSameConsult()
    {
        await using var other = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await other.AddClinic();
        var first = await clinic.Request(Bodies.Consult("TN"), "visit-6");

        await other.Host.Restart();
        var rest = other.Operator.As(clinic.ApiKey);

        Assert.Equal(first, (await rest.Post("/v1/consults", Bodies.Consult("TN"), "visit-6")).Is(HttpStatusCode.Created).GetProperty("id").GetString());
        (await rest.Post("/v1/consults", Bodies.Consult("SC"), "visit-6")).IsProblem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task Request_ARepeatAfterARestartOfAClinicThatIsAtItsLimitOrClosed_IsTheSameConsult()
    {
        await using var other = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await other.AddClinic(openConsults: 1);
        var first = await clinic.Request(Bodies.Consult("TN"), "visit-7");
        await other.Host.Restart();
        var rest = other.Operator.As(clinic.ApiKey);

        await AssertAnsweredAgain(rest, first, "visit-7");
        (await rest.Post("/v1/consults", Bodies.Consult("SC"), "visit-7")).IsProblem(409, "idempotency-key-reused");
        (await rest.Post("/v1/consults", Bodies.Consult("TN"), "visit-8")).IsProblemWithRetryAfter(429, "too-many-open-consults");

        (await other.Operator.Put($"/v1/settings/service-hours/{clinic.Id}", NeverOpen())).Is(HttpStatusCode.OK);
        await other.Host.Restart();
        rest = other.Operator.As(clinic.ApiKey);
        await AssertAnsweredAgain(rest, first, "visit-7");
        (await rest.Post("/v1/consults", Bodies.Consult("TN"), "visit-8")).IsProblem(503, "closed");
    }

    [Fact]
    public async Task Request_ARepeatAfterARestartWhileTheLineIsFull_IsTheSameConsult()
    {
        await using var other = await ContractServer.WithLimits(("WaitingPerState", "1"));
        var clinic = await other.AddClinic();
        var first = await clinic.Request(Bodies.Consult("TN"), "visit-9");
        await other.Host.Restart();
        var rest = other.Operator.As(clinic.ApiKey);

        await AssertAnsweredAgain(rest, first, "visit-9");
        (await rest.Post("/v1/consults", Bodies.Consult("TN"), "visit-10")).IsProblemWithRetryAfter(429, "line-full");
    }

    private static async Task AssertAnsweredAgain(Rest rest, string first, string key) =>
        Assert.Equal(
            first,
            (await rest.Post("/v1/consults", Bodies.Consult("TN"), key)).Is(HttpStatusCode.Created).GetProperty("id").GetString());

    private static JsonNode NeverOpen() => JsonNode.Parse("""{"version":0,"value":{"timeZone":"UTC","weekly":[]}}""")!;

    private static async Task AssertCount(int count, TestClinic clinic) =>
        Assert.Equal(count, (await clinic.Rest.Get("/v1/consults")).Is(HttpStatusCode.OK).GetProperty("items").GetArrayLength());
}
