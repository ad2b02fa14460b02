using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Api;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Each limit of the public surface: what is at it passes, what is over it is refused, never cut.</summary>
public partial class LimitTests
{
    [Fact]
    public async Task OpenConsults_OfAClinic_OneMoreWaitsUntilOneEnds()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic(openConsults: 2);
        var hub = await server.Connect(clinic);
        await hub.Must("WatchConsults");
        var first = await clinic.Request(Bodies.Consult("TX"));
        await clinic.Request(Bodies.Consult("TX"));

        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"), "third")).IsProblemWithRetryAfter(429, "too-many-open-consults");
        Assert.Equal(2, (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());

        await clinic.Rest.Post($"/v1/consults/{first}/cancel", new JsonObject { ["reason"] = "patient left" });
        await hub.Next("ConsultChanged", c => c.GetProperty("status").GetString() == "cancelled");
        await clinic.Request(Bodies.Consult("TX"), "third");
    }

    [Fact]
    public async Task OpenConsults_OfAClinic_ManyAtOnce_AreNotOverrun()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic(openConsults: 10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))));

        Assert.Equal(10, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.IsProblemWithRetryAfter(429, "too-many-open-consults"));
        Assert.Equal(10, (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task OpenConsults_OfAClinic_AreKnownAfterARestart()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic(openConsults: 1);
        await clinic.Request(Bodies.Consult("TX"));

        await server.Host.Restart();

        (await server.Operator.As(clinic.ApiKey).Post("/v1/consults", Bodies.Consult("TX")))
            .IsProblemWithRetryAfter(429, "too-many-open-consults");
    }

    [Fact]
    public async Task WaitingPerState_OneMore_IsRefusedAndOtherStatesAreNot()
    {
        await using var server = await ContractServer.WithLimits(("WaitingPerState", "3"));
        var clinic = await server.AddClinic();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))));

        Assert.InRange(answers.Count(a => a.Status == 201), 1, 3);
        Assert.All(answers.Where(a => a.Status != 201), a => a.IsProblemWithRetryAfter(429, "line-full"));
        await clinic.Request(Bodies.Consult("OK"));
    }

    [Fact]
    public async Task ARefusedConsult_WhenTheLineIsFull_DoesNotCountAsOpen()
    {
        await using var server = await ContractServer.WithLimits(("WaitingPerState", "1"));
        var clinic = await server.AddClinic(openConsults: 2);
        await clinic.Request(Bodies.Consult("TX"));
        for (var i = 0; i < 5; i++)
        {
            (await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))).IsProblemWithRetryAfter(429, "line-full");
        }

        await clinic.Request(Bodies.Consult("OK"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OneByteMore_IsTooLarge(bool chunked)
    {
        await using var server = await ContractServer.WithLimits(("BodyBytes", "2000"));
        var clinic = await server.AddClinic();
        var body = Encoding.UTF8.GetBytes(Bodies.Consult().ToJsonString());

        // What frames the chunks counts too.
        (await clinic.Rest.PostAfterAsking("/v1/consults", Padded(body, chunked ? 1_900 : 2_000, chunked))).Is(HttpStatusCode.Created);
        (await clinic.Rest.PostAfterAsking("/v1/consults", Padded(body, 2_001, chunked))).IsProblem(413, "too-large");

        Assert.Equal(1, (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Body_Huge_IsTooLargeOnEveryPath()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        var huge = new byte[20 * 1024 * 1024];

        (await clinic.Rest.PostAfterAsking("/v1/consults", Json(huge))).IsProblem(413, "too-large");
        (await server.Operator.PostAfterAsking("/v1/clinics", Json(huge))).IsProblem(413, "too-large");
        (await server.Operator.PostAfterAsking("/v1/providers", Json(huge))).IsProblem(413, "too-large");
        (await server.Operator.PostAfterAsking("/v1/providers/bulk", Json(huge))).IsProblem(413, "too-large");
    }

    [Fact]
    public async Task BulkBody_LargerThanOthers_IsTakenUpToItsOwnLimit()
    {
        await using var server = await ContractServer.WithLimits(("BodyBytes", "1000"), ("BulkBodyBytes", "5000"));
        var body = Encoding.UTF8.GetBytes(new JsonArray(Bodies.Provider("CA"), Bodies.Provider("CA")).ToJsonString());

        (await server.Operator.PostAfterAsking("/v1/providers/bulk", Padded(body, 5_000, chunked: false))).Is(HttpStatusCode.OK);
        (await server.Operator.PostAfterAsking("/v1/providers/bulk", Padded(body, 5_001, chunked: false))).IsProblem(413, "too-large");
    }

    [Fact]
    public async Task BulkItems_OneMore_CreatesNone()
    {
        await using var server = await ContractServer.WithLimits(("BulkItems", "2"));
        static JsonArray Items(int count) => new([.. Enumerable.Range(0, count).Select(_ => Bodies.Provider("CA"))]);

        Assert.Equal(2, (await server.Operator.Post("/v1/providers/bulk", Items(2))).Is(HttpStatusCode.OK).GetArrayLength());
        (await server.Operator.Post("/v1/providers/bulk", Items(3))).IsProblem(413, "too-large");
    }

    [Fact]
    public async Task Intake_OneByteMore_IsNamed()
    {
        await using var server = await ContractServer.WithLimits(("IntakeBytes", "100"));
        var clinic = await server.AddClinic();
        static JsonObject Intake(int bytes) => new() { ["a"] = new string('x', bytes - "{\"a\":\"\"}".Length) };

        await clinic.Request(Bodies.Consult().With("intake", Intake(100)));
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult().With("intake", Intake(101)))).IsProblemOfFields("validation", "intake");
    }

    [Theory]
    [InlineData("ж")]
    [InlineData("+")]
    [InlineData("'")]
    [InlineData("😀")]
    public async Task Intake_AtTheLimitInAnyScript_IsTaken(string character)
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        const int Frame = 8;
        var text = string.Concat(Enumerable.Repeat(character, (new ApiLimits().IntakeBytes - Frame) / Encoding.UTF8.GetByteCount(character)));

        // Written by hand: a writer of JSON would escape it.
        var answer = await clinic.Rest.Send(HttpMethod.Post, "/v1/consults", WithIntake($$"""{"a":"{{text}}"}"""));

        var id = answer.Is(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var consult = (await clinic.Rest.Get("/v1/consults/" + id)).Is(HttpStatusCode.OK);
        Assert.Equal(text, consult.GetProperty("intake").GetProperty("a").GetString());
        var requested = (await ContractServer.TimelineOf(clinic, id))[0].GetProperty("data");
        Assert.Equal(text, requested.GetProperty("intake").GetProperty("a").GetString());
    }

    [Fact]
    public async Task Intake_AsDeepAsIsTaken_CanBeReadInTheTimeline()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        static string Nested(int levels) =>
            $$"""{"a":{{string.Concat(Enumerable.Repeat("[", levels - 1))}}{{string.Concat(Enumerable.Repeat("]", levels - 1))}}}""";

        var answer = await clinic.Rest.Send(HttpMethod.Post, "/v1/consults", WithIntake(Nested(ApiLimits.JsonLevels)));

        var id = answer.Is(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var intake = (await ContractServer.TimelineOf(clinic, id))[0].GetProperty("data").GetProperty("intake");
        Assert.Equal(Nested(ApiLimits.JsonLevels), intake.GetRawText());
        foreach (var levels in (int[])[ApiLimits.JsonLevels + 1, 62, 63])
        {
            (await clinic.Rest.Send(HttpMethod.Post, "/v1/consults", WithIntake(Nested(levels)))).IsProblemOfFields("validation", "intake");
        }
    }

    [Fact]
    public async Task IdempotencyKey_OneCharacterMore_IsNamed()
    {
        await using var server = await ContractServer.WithLimits(("IdempotencyKeyLength", "8"));
        var clinic = await server.AddClinic();

        await clinic.Request(Bodies.Consult(), "12345678");
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult(), "123456789")).IsProblemOfFields("validation", "Idempotency-Key");
    }

    [Fact]
    public async Task IdempotencyKeysCached_ForgottenOnes_AreStillKnownToTheStore()
    {
        await using var server = await ContractServer.WithLimits(("IdempotencyKeysCached", "2"));
        var clinic = await server.AddClinic();
        var first = await clinic.Request(Bodies.Consult(), "key-0");
        for (var i = 1; i < 10; i++)
        {
            await clinic.Request(Bodies.Consult(), $"key-{i}");
        }

        Assert.Equal(first, await clinic.Request(Bodies.Consult(), "key-0"));
    }

    [Fact]
    public async Task ExplainedProviders_OneMore_IsSaidToBeLeftOut()
    {
        await using var server = await ContractServer.WithLimits(("ExplainedProviders", "1"));
        var clinic = await server.AddClinic();
        await server.AddProvider("CA");
        var id = await clinic.Request(Bodies.Consult());
        var one = (await server.Operator.Get($"/v1/ops/consults/{id}/explain")).Is(HttpStatusCode.OK);
        await server.AddProvider("CA");
        var two = (await server.Operator.Get($"/v1/ops/consults/{id}/explain")).Is(HttpStatusCode.OK);

        Assert.False(one.GetProperty("truncated").GetBoolean());
        Assert.True(two.GetProperty("truncated").GetBoolean());
        Assert.Equal(1, two.GetProperty("providers").GetArrayLength());
    }

    [Fact]
    public async Task Services_ElevenOfThem_AreRefused()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);

        (await (await server.AddClinic()).Rest.Post("/v1/consults", Bodies.Consult("CA", "live", [.. Enumerable.Repeat("botox", 11)])))
            .IsProblemOfFields("validation", "services");
    }

    private static string WithIntake(string json)
    {
        var body = Bodies.Consult();
        body.Remove("intake");
        return $"{body.ToJsonString()[..^1]},\"intake\":{json}}}";
    }

    private static HttpContent Padded(byte[] json, int bytes, bool chunked)
    {
        var padded = new byte[bytes];
        Array.Fill(padded, (byte)' ');
        json.CopyTo(padded, 0);
        if (!chunked)
        {
            return Json(padded);
        }

        // A stream that cannot tell its length is sent in chunks.
        var content = new StreamContent(new System.IO.Compression.BrotliStream(Compressed(padded), System.IO.Compression.CompressionMode.Decompress));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static MemoryStream Compressed(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var writer = new System.IO.Compression.BrotliStream(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            writer.Write(bytes);
        }

        compressed.Position = 0;
        return compressed;
    }

    private static ByteArrayContent Json(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
