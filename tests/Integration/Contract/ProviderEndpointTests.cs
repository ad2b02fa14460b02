using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class ProviderEndpointTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Nobody = "/v1/providers/prv_01jd7aaaaaaaaaaaaaaaaaaaaa";

    private const string Members =
        """
        "id":"prv_","name":"=Ada Quincy","email":"string","credential":"=MD","npi":"=1234567893",
        "licenses":[{"state":"string","number":"string","expiresOn":"date"}],"modalities":["string"],"services":["=*"],
        "capacity":{"live":"number","async":"number"},"languages":"any","suspended":"bool","duty":"=offDuty","connected":"bool"
        """;

    [Fact]
    public async Task CreateProvider_AGoodBody_AnswersItsTokenOnce()
    {
        var created = await server.Operator.Post("/v1/providers", Bodies.Provider("CA", "TX"));

        Shape.Matches($$"""{{{Members}},"accessToken":"string"}""", created.Is(HttpStatusCode.Created));
        Assert.StartsWith("pt_", created.Json.GetProperty("accessToken").GetString(), StringComparison.Ordinal);
        var path = $"/v1/providers/{created.Json.GetProperty("id").GetString()}";
        Assert.Equal(path, created.Headers["Location"]);
        Shape.Matches("{" + Members + "}", (await server.Operator.Get(path)).Is(HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("name", null)]
    [InlineData("name", "\"\\u0000\"")]
    [InlineData("email", "\"nobody\"")]
    [InlineData("email", "\"ann@\"")]
    [InlineData("email", "\"ann@x\"")]
    [InlineData("email", null)]
    [InlineData("credential", "\"RN\"")]
    [InlineData("npi", "\"123\"")]
    [InlineData("npi", "1234567893")]
    [InlineData("licenses", null)]
    [InlineData("modalities", "[]")]
    [InlineData("modalities", "[\"phone\"]")]
    [InlineData("services", "[\"tattoo\"]")]
    [InlineData("services", "[]")]
    [InlineData("capacity.live", "2")]
    [InlineData("capacity.async", "-1")]
    public async Task CreateProvider_AFieldThatIsNotRight_IsNamed(string field, string? json) =>
        (await server.Operator.Post("/v1/providers", Bodies.Provider("CA").With(field, json is null ? null : JsonNode.Parse(json))))
            .IsProblemOfFields("validation", field);

    [Theory]
    [InlineData("licenses[0].state", """{"state":"ca","number":"1","expiresOn":"2099-12-31"}""")]
    [InlineData("licenses[0].number", """{"state":"CA","number":"","expiresOn":"2099-12-31"}""")]
    [InlineData("licenses[0].expiresOn", """{"state":"CA","number":"1","expiresOn":"2099-02-30"}""")]
    public async Task CreateProvider_ALicenseThatIsNotRight_IsNamed(string field, string license) =>
        (await server.Operator.Post("/v1/providers", Bodies.Provider().With("licenses", new JsonArray(JsonNode.Parse(license)))))
            .IsProblemOfFields("validation", field);

    [Fact]
    public async Task CreateProvider_AStateTwice_IsNamed() =>
        (await server.Operator.Post("/v1/providers", Bodies.Provider("CA", "CA"))).IsProblemOfFields("validation", "licenses[1].state");

    [Fact]
    public async Task CreateProviders_SomeFaulty_AnswersEachInItsPlace()
    {
        var items = new JsonArray();
        for (var i = 0; i < 40; i++)
        {
            items.Add(i % 4 == 3 ? Bodies.Provider("CA").With("npi", "no") : Bodies.Provider("CA").With("name", $"Ada Quincy {i}"));
        }

        var answers = (await server.Operator.Post("/v1/providers/bulk", items)).Is(HttpStatusCode.OK);

        Assert.Equal(40, answers.GetArrayLength());
        for (var i = 0; i < 40; i++)
        {
            if (i % 4 == 3)
            {
                Shape.Matches(
                    """{"status":"number","type":"=urn:dispatch:problem:validation","title":"string","errors":{"npi":["string"]}}""",
                    answers[i]);
                Assert.Equal(422, answers[i].GetProperty("status").GetInt32());
                continue;
            }

            Shape.Matches("""{"status":"number","id":"prv_","accessToken":"string"}""", answers[i]);
            var stored = (await server.Operator.Get("/v1/providers/" + answers[i].GetProperty("id").GetString())).Is(HttpStatusCode.OK);
            Assert.Equal($"Ada Quincy {i}", stored.GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task CreateProviders_NullAmongTheItems_IsRefusedInItsPlace()
    {
        var answers = (await server.Operator.Post("/v1/providers/bulk", new JsonArray(null, Bodies.Provider("CA")))).Is(HttpStatusCode.OK);

        Assert.Equal([422, 201], answers.EnumerateArray().Select(a => a.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task CreateProviders_AnItemOfAnotherType_IsRefusedInItsPlace()
    {
        var items = new JsonArray(
            Bodies.Provider("CA"),
            Bodies.Provider("CA").With("npi", 1_234_567_893),
            5,
            Bodies.Provider("CA").With("licenses", new JsonArray("CA")));

        var answers = (await server.Operator.Post("/v1/providers/bulk", items)).Is(HttpStatusCode.OK).EnumerateArray().ToList();

        Assert.Equal([201, 422, 422, 422], answers.Select(a => a.GetProperty("status").GetInt32()));
        Assert.True(answers[1].GetProperty("errors").TryGetProperty("npi", out _), answers[1].GetRawText());
        Assert.True(answers[3].GetProperty("errors").TryGetProperty("licenses[0]", out _), answers[3].GetRawText());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("5")]
    [InlineData("[{")]
    public async Task CreateProviders_NoList_IsRefusedWhole(string body) =>
        (await server.Operator.Send(HttpMethod.Post, "/v1/providers/bulk", body)).IsProblem(400, "malformed-json");

    [Fact]
    public async Task CreateProviders_OneMeetsADefect_TheOthersGetTheirTokens()
    {
        await using var faulty = await ContractServer.Start(FaultyIds.At("prv", 2));
        var items = new JsonArray(Bodies.Provider("CA"), Bodies.Provider("CA"), Bodies.Provider("CA"));

        var answers = (await faulty.Operator.Post("/v1/providers/bulk", items)).Is(HttpStatusCode.OK).EnumerateArray().ToList();

        var refused = Assert.Single(answers, a => a.GetProperty("status").GetInt32() == 500);
        Shape.Matches("""{"status":"number","type":"=urn:dispatch:problem:internal","title":"string"}""", refused);
        Assert.Equal(2, answers.Count(a => a.TryGetProperty("accessToken", out _)));
        Assert.Contains(faulty.Host.Log.Lines, line => line.Contains(FaultyIds.Defect, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CreateProviders_None_AnswersNone() =>
        Assert.Equal(0, (await server.Operator.Post("/v1/providers/bulk", new JsonArray())).Is(HttpStatusCode.OK).GetArrayLength());

    [Fact]
    public async Task ListProviders_WithALimit_PagesByIt()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await server.AddProvider("WY")).Id);
        }

        var first = (await server.Operator.Get("/v1/providers?state=WY&limit=2")).Is(HttpStatusCode.OK);
        var second = (await server.Operator.Get($"/v1/providers?state=WY&limit=2&cursor={first.GetProperty("nextCursor")}")).Is(HttpStatusCode.OK);

        Assert.Equal(ids[..2], Ids(first));
        Assert.Equal(ids[2..], Ids(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
        Assert.Single(Ids((await server.Operator.Get("/v1/providers?limit=1")).Is(HttpStatusCode.OK)));

        static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetString()!);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("201")]
    public async Task ListProviders_WithALimitThatIsNotRight_NamesIt(string limit) =>
        (await server.Operator.Get("/v1/providers?limit=" + limit)).IsProblemOfFields("validation", "limit");

    [Fact]
    public async Task ReplaceLicenses_OfAProvider_LeavesOnlyTheNewOnes()
    {
        var provider = await server.AddProvider("CA", "TX");

        var changed = (await server.Operator.Put(
            $"/v1/providers/{provider.Id}/licenses", new JsonObject { ["licenses"] = Bodies.Licenses("NY") })).Is(HttpStatusCode.OK);

        Shape.Matches("{" + Members + """, "released":[],"rescinded":[]}""", changed);
        Assert.Equal(["NY"], changed.GetProperty("licenses").EnumerateArray().Select(l => l.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task SuspendAndReinstate_AProvider_ShowInItsState()
    {
        var path = "/v1/providers/" + (await server.AddProvider("CA")).Id;

        var suspended = (await server.Operator.Post(path + "/suspend", new JsonObject { ["reason"] = "credential review" })).Is(HttpStatusCode.OK);
        var reinstated = (await server.Operator.Post(path + "/reinstate")).Is(HttpStatusCode.OK);

        Shape.Matches("{" + Members + """, "released":[],"rescinded":[]}""", suspended);
        Assert.True(suspended.GetProperty("suspended").GetBoolean());
        Assert.False(reinstated.GetProperty("suspended").GetBoolean());
    }

    [Fact]
    public async Task Suspend_WithoutAReason_IsRefusedAndChangesNothing()
    {
        var path = "/v1/providers/" + (await server.AddProvider("CA")).Id;

        (await server.Operator.Post(path + "/suspend")).IsProblemOfFields("validation", "reason");

        Assert.False((await server.Operator.Get(path)).Is(HttpStatusCode.OK).GetProperty("suspended").GetBoolean());
    }

    [Fact]
    public async Task AnyProviderPath_OfAnUnknownId_IsNotFound()
    {
        var reason = new JsonObject { ["reason"] = "credential review" };
        (await server.Operator.Get(Nobody)).IsProblem(404, "not-found");
        (await server.Operator.Get("/v1/providers/anything")).IsProblem(404, "not-found");
        (await server.Operator.Put(Nobody + "/licenses", new JsonObject { ["licenses"] = Bodies.Licenses("CA") })).IsProblem(404, "not-found");
        (await server.Operator.Post(Nobody + "/suspend", reason)).IsProblem(404, "not-found");
        (await server.Operator.Post(Nobody + "/reinstate")).IsProblem(404, "not-found");
    }
}
