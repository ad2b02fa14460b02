using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.Client;
using Dispatch.Client.Contract;

namespace Dispatch.Tests.Unit.Client;

public sealed class DispatchApiTests : IDisposable
{
    private readonly CannedServer _server = new();
    private readonly HttpClient _http;
    private readonly DispatchApi _api;

    public DispatchApiTests()
    {
        _http = new HttpClient(_server) { BaseAddress = new Uri("http://server") };
        _api = new DispatchApi(_http, "dk_1");
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task RequestConsult_Created_SendsTheContractAndReadsTheAnswer()
    {
        _server.Answer = Json(
            HttpStatusCode.Created,
            """
            {"id":"cns_1","status":"waiting","requestedAt":"2026-11-22T12:00:00Z","new":{"member":1},
             "sla":{"firstOfferBy":"2026-11-22T12:00:10Z"},"line":{"position":3,"estimatedWait":{"p50":1.5,"p80":4}}}
            """);
        var consult = new RequestConsult(
            new PatientIdentity("Ann", "Reyes", new DateOnly(1990, 2, 3)), "CA", ["botox"], Modality.Live, default);

        var answer = await _api.RequestConsult(
            consult with { Intake = System.Text.Json.JsonDocument.Parse("""{"a":1}""").RootElement }, "key-1");

        Assert.Equal(new LinePosition(3, new EstimatedWait(1.5, 4)), answer.Required().Line);
        Assert.Equal("POST /v1/consults Bearer dk_1 key-1", _server.Seen);
        Assert.Equal(
            """{"patient":{"givenName":"Ann","familyName":"Reyes","birthDate":"1990-02-03"},"state":"CA","services":["botox"],"modality":"live","intake":{"a":1}}""",
            _server.SeenBody);
    }

    [Fact]
    public async Task RequestConsult_OverAConnectionThatEndsWhileItIsMade_ThrowsAsForAServerThatIsNotReached()
    {
        _server.Fault = new SocketException((int)SocketError.NotConnected);

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => _api.RequestConsult([], null));

        Assert.Equal(HttpRequestError.ConnectionError, fault.HttpRequestError);
    }

    [Fact]
    public async Task RequestConsult_Invalid_IsAnAnswer()
    {
        _server.Answer = Json(
            HttpStatusCode.UnprocessableEntity,
            """{"type":"urn:x:invalid","title":"No","status":422,"errors":{"state":["unknown"]},"opensAt":"tomorrow"}""",
            "application/problem+json");

        var answer = await _api.RequestConsult([], null);

        Assert.False(answer.IsSuccess);
        Assert.Equal("urn:x:invalid", answer.Problem!.Type);
        Assert.Equal(["unknown"], answer.Problem.Errors!["state"]);
        Assert.Equal("tomorrow", answer.Problem.Extensions!["opensAt"].GetString());
        Assert.Throws<InvalidOperationException>(answer.Required);
    }

    [Fact]
    public async Task Refusal_WithRetryAfterAndNoJson_StillHasAProblem()
    {
        _server.Answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Content = new StringContent("<html>", Encoding.UTF8, "text/html"),
            Headers = { RetryAfter = new(TimeSpan.FromSeconds(3)) },
        };

        var answer = await _api.GetConsult("cns_1");

        Assert.Equal(TimeSpan.FromSeconds(3), answer.RetryAfter);
        Assert.Equal(503, answer.Problem!.Status);
        Assert.Equal("about:blank", answer.Problem.Type);
    }

    [Fact]
    public async Task ListConsults_EscapesTheFilter()
    {
        _server.Answer = Json(HttpStatusCode.OK, """{"items":[],"nextCursor":"a+b"}""");

        var page = await _api.ListConsults(new ConsultFilter(
            Status: "waiting", Since: new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.FromHours(-8)), Cursor: "a+b"));

        Assert.Equal("a+b", page.Required().NextCursor);
        Assert.StartsWith(
            "GET /v1/consults?status=waiting&since=2026-11-22T12%3A00%3A00.0000000Z&cursor=a%2Bb ", _server.Seen);
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    private sealed class CannedServer : HttpMessageHandler
    {
        public HttpResponseMessage Answer { get; set; } = new();

        /// <summary>Thrown instead of an answer.</summary>
        public Exception? Fault { get; set; }

        public string Seen { get; private set; } = "";

        public string SeenBody { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : "";
            Seen = $"{request.Method} {request.RequestUri!.PathAndQuery} {request.Headers.Authorization} {key}";
            if (request.Content is not null)
                SeenBody = await request.Content.ReadAsStringAsync(cancellationToken);
            return Fault is null ? Answer : throw Fault;
        }
    }
}
