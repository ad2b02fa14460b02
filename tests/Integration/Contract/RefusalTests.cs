using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>What every endpoint refuses alike, each with its stable type.</summary>
public class RefusalTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Consult = "cns_01jd7aaaaaaaaaaaaaaaaaaaaa";
    private const string Provider = "prv_01jd7aaaaaaaaaaaaaaaaaaaaa";

    public static TheoryData<string, string> OperatorPaths => new()
    {
        { "POST", "/v1/clinics" },
        { "POST", "/v1/providers" },
        { "POST", "/v1/providers/bulk" },
        { "GET", "/v1/providers/" + Provider },
        { "PUT", $"/v1/providers/{Provider}/licenses" },
        { "POST", $"/v1/providers/{Provider}/suspend" },
        { "POST", $"/v1/providers/{Provider}/reinstate" },
        { "GET", "/v1/ops/overview" },
        { "GET", $"/v1/ops/consults/{Consult}/explain" },
    };

    public static TheoryData<string, string> ClinicPaths => new()
    {
        { "POST", "/v1/consults" },
        { "GET", "/v1/consults" },
        { "GET", "/v1/consults/" + Consult },
        { "POST", $"/v1/consults/{Consult}/cancel" },
        { "GET", $"/v1/consults/{Consult}/timeline" },
        { "GET", "/v1/wait-times" },
    };

    public static TheoryData<string, string> PathsWithBody => new()
    {
        { "POST", "/v1/clinics" },
        { "POST", "/v1/providers" },
        { "POST", "/v1/providers/bulk" },
        { "PUT", $"/v1/providers/{Provider}/licenses" },
        { "POST", $"/v1/providers/{Provider}/suspend" },
        { "POST", "/v1/consults" },
        { "POST", $"/v1/consults/{Consult}/cancel" },
    };

    [Theory]
    [MemberData(nameof(OperatorPaths))]
    [MemberData(nameof(ClinicPaths))]
    public async Task AnyPath_WithoutAGoodToken_IsUnauthenticated(string method, string path)
    {
        string?[] tokens = [null, "dk_nobodys", "pt_nobodys", "", new string('x', 10_000)];
        foreach (var token in tokens)
        {
            var answer = await server.Nobody.As(token).Send(new HttpMethod(method), path, method == "GET" ? null : "{}");

            answer.IsProblem(401, "unauthenticated");
            Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(OperatorPaths))]
    public async Task AnOperatorsPath_WithAnothersToken_IsForbidden(string method, string path)
    {
        string[] others = [(await server.AddClinic()).ApiKey, (await server.AddProvider("CA")).AccessToken];
        foreach (var token in others)
        {
            (await server.Nobody.As(token).Send(new HttpMethod(method), path, method == "GET" ? null : "{}")).IsProblem(403, "forbidden");
        }
    }

    [Theory]
    [MemberData(nameof(ClinicPaths))]
    public async Task AClinicsPath_WithAnothersToken_IsForbidden(string method, string path)
    {
        string[] others = [server.Host.OperatorToken, (await server.AddProvider("CA")).AccessToken];
        foreach (var token in others)
        {
            (await server.Nobody.As(token).Send(new HttpMethod(method), path, method == "GET" ? null : "{}")).IsProblem(403, "forbidden");
        }
    }

    [Theory]
    [MemberData(nameof(PathsWithBody))]
    public async Task AnyBody_ThatIsNoJson_IsRefused(string method, string path)
    {
        var rest = await CallerOf(path);
        foreach (var body in (string[])["", "{", "{\"name\":}", "nonsense", "null", "\"text\"", "{\"name\":\"a\"} x", "{'name':'a'}"])
        {
            (await rest.Send(new HttpMethod(method), path, body)).IsProblem(400, "malformed-json");
        }
    }

    [Theory]
    [MemberData(nameof(PathsWithBody))]
    public async Task AnyBody_OfAnotherType_IsRefused(string method, string path)
    {
        var rest = await CallerOf(path);
        foreach (var type in (string?[])[null, "text/plain", "application/x-www-form-urlencoded", "application/xml"])
        {
            (await rest.Send(new HttpMethod(method), path, "{}", type)).IsProblem(415, "unsupported-media-type");
        }
    }

    [Fact]
    public async Task ABody_OfJsonWithAnotherCharacterSetOrSuffix_IsTakenAsJson()
    {
        var clinic = await server.AddClinic();

        foreach (var type in (string[])["application/json; charset=utf-8", "application/vnd.clinic+json"])
        {
            Assert.Equal(201, (await clinic.Rest.Send(HttpMethod.Post, "/v1/consults", Bodies.Consult().ToJsonString(), type)).Status);
        }
    }

    [Fact]
    public async Task ABody_OfBytesThatAreNoUtf8_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/consults");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await server.AddClinic()).ApiKey);
        request.Content = new ByteArrayContent([.. Encoding.UTF8.GetBytes("{\"externalId\":\""), 0xC3, 0x28, 0xFF, .. "\"}"u8]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await server.Host.Http.SendAsync(request);

        (await Answer.Of(response)).IsProblemOfFields("validation", "externalId");
    }

    [Fact]
    public async Task ABody_NestedTooDeep_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        var answer = await (await server.AddClinic()).Rest.Send(HttpMethod.Post, "/v1/consults", "{\"intake\":{\"a\":" + deep + "}}");

        answer.IsProblem(400, "malformed-json");
    }

    [Theory]
    [InlineData("GET", "/v1/clinics")]
    [InlineData("DELETE", "/v1/providers")]
    [InlineData("GET", "/v1/providers/bulk/more")]
    [InlineData("PATCH", "/v1/consults")]
    [InlineData("DELETE", "/v1/consults/" + Consult)]
    [InlineData("GET", $"/v1/consults/{Consult}/cancel")]
    [InlineData("POST", "/v1/wait-times")]
    [InlineData("POST", "/health/live")]
    [InlineData("DELETE", "/metrics")]
    public async Task APath_ThatDoesNotTakeTheMethod_SaysSo(string method, string path)
    {
        var answer = await server.Operator.Send(new HttpMethod(method), path);
        if (path.EndsWith("/more", StringComparison.Ordinal))
        {
            answer.IsProblem(404, "not-found");
            return;
        }

        answer.IsProblem(405, "method-not-allowed");
        Assert.Contains("Allow", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("GET", "/v1/usage?month=2026-11")]
    [InlineData("GET", "/v1/statements/2026-11.csv")]
    [InlineData("GET", "/v1/webhooks")]
    [InlineData("POST", "/v1/webhooks")]
    [InlineData("DELETE", "/v1/webhooks/whk_01jd7aaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("GET", "/v1/webhooks/whk_01jd7aaaaaaaaaaaaaaaaaaaaa/deliveries")]
    [InlineData("GET", $"/v1/consults/{Consult}/order")]
    [InlineData("GET", $"/v1/consults/{Consult}/order.pdf")]
    [InlineData("GET", $"/v1/consults/{Consult}/order.fhir")]
    [InlineData("GET", "/v1/protocols/CA/botox")]
    [InlineData("PUT", "/v1/protocols/CA/botox")]
    [InlineData("GET", "/hubs/visit")]
    [InlineData("GET", "/v2/consults")]
    [InlineData("GET", "/openapi/v2.json")]
    public async Task APath_OfLaterWork_IsNotFound(string method, string path)
    {
        var answer = await (await server.AddClinic()).Rest.Send(new HttpMethod(method), path, method == "GET" ? null : "{}");

        answer.IsProblem(404, "not-found");
    }

    [Fact]
    public async Task AToken_InTheQuery_CountsForNoRestPath()
    {
        var clinic = await server.AddClinic();

        (await server.Nobody.Get("/v1/consults?access_token=" + clinic.ApiKey)).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task ADecidedConsult_CancelledLate_HasEnded()
    {
        var clinic = await server.AddClinic();
        var provider = await server.ConnectOnDuty("WV");
        var id = await server.Begin(clinic, provider, Bodies.Consult("WV"));
        await provider.Must("CompleteConsult", id, Bodies.Approval("botox"));

        (await clinic.Rest.Post($"/v1/consults/{id}/cancel", new JsonObject { ["reason"] = "changed their mind" }))
            .IsProblem(409, "already-ended");

        Assert.Equal("completed", await clinic.StatusOf(id));
    }

    private async Task<Rest> CallerOf(string path) =>
        path.StartsWith("/v1/consults", StringComparison.Ordinal) ? (await server.AddClinic()).Rest : server.Operator;
}
