using System.Net;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Pages.Support;

namespace Dispatch.Tests.Integration.Pages;

/// <summary>A screen in a clinic's room: what it may see, and when it ends.</summary>
public sealed class WallBoardTests(ContractServer server) : IClassFixture<ContractServer>
{
    [Fact]
    public async Task Begin_ByTheClinic_MakesItsBrowserAWallBoardThatReadsWaits()
    {
        var clinic = await server.AddClinic();
        await using var browser = new Browser(server.Host);
        await browser.SignIn(clinic.ApiKey);

        var begun = await browser.Post("/v1/clinic/wall-boards");

        Shape.Matches(
            """
            {"kind":"=wall","subject":"cli_","name":"=Harbor Aesthetics","signedInAt":"time","signsOffAt":"time","endsAt":"time",
             "idleSeconds":"number"}
            """,
            begun.Is(HttpStatusCode.Created));
        Assert.Equal(begun.Json.GetProperty("endsAt").GetString(), begun.Json.GetProperty("signsOffAt").GetString());
        var cookie = Assert.Single(browser.LastSetCookies).ToLowerInvariant();
        Assert.StartsWith("dispatch-wall=ss_", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Shape.Matches(
            """{"clinicId":"cli_","name":"=Harbor Aesthetics","timeZone":"=America/New_York","now":"time"}""",
            (await browser.Get("/v1/wall")).Is(HttpStatusCode.OK));
        (await browser.Get("/v1/wall/history?span=week&state=DE")).Is(HttpStatusCode.OK);
        (await browser.Get("/v1/wall/history?span=month")).IsProblemOfFields("validation", "span");
        var hub = await browser.Connect("/hubs/wall");
        await hub.Must("WatchWaitTimes", new System.Text.Json.Nodes.JsonArray("DE"));
        var lines = await hub.Next("WaitTimes", l => l.GetArrayLength() > 0);
        Assert.Equal("DE", lines[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Begin_ByNobodyOrAnotherSite_IsRefused()
    {
        var clinic = await server.AddClinic();
        await using var browser = new Browser(server.Host);

        (await browser.Post("/v1/clinic/wall-boards")).IsProblem(401, "unauthenticated");
        await browser.SignIn(clinic.ApiKey);
        (await browser.Post("/v1/clinic/wall-boards", null, (Browser.FetchSite, "cross-site"))).IsProblem(403, "cross-site");

        Assert.DoesNotContain("dispatch-wall", browser.Cookies.Keys);
        (await server.Operator.Get("/v1/wall")).IsProblem(403, "forbidden");
        (await clinic.Rest.Get("/v1/wall")).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task AWallBoard_IsAllowedNothingElse()
    {
        var (clinic, board) = await Board();
        await using var _ = board;
        var consult = await clinic.Request(Bodies.Consult("DE"));

        foreach (var path in (string[])
        [
            "/v1/clinic", "/v1/consults", "/v1/consults/table", $"/v1/consults/{consult}", $"/v1/consults/{consult}/timeline",
            "/v1/wait-times", "/v1/ops/overview", "/v1/provider",
        ])
        {
            (await board.Get(path)).IsProblem(401, "unauthenticated");
        }

        (await board.Post("/v1/consults", Bodies.Consult("DE"))).IsProblem(401, "unauthenticated");
        (await board.Post($"/v1/consults/{consult}/cancel")).IsProblem(401, "unauthenticated");
        (await board.Post("/v1/clinic/wall-boards")).IsProblem(401, "unauthenticated");
        foreach (var path in (string[])["/hubs/clinic", "/hubs/provider", "/hubs/ops"])
        {
            await Assert.ThrowsAsync<HubConnectionException>(() => board.Connect(path));
        }

        var hub = await board.Connect("/hubs/wall");
        Assert.True((await hub.Call("WatchConsults")).IsRefused);
    }

    [Fact]
    public async Task EndAll_ByTheClinic_EndsItsBoardsAndNoOtherSession()
    {
        var (clinic, board) = await Board();
        var (_, others) = await Board();
        await using var __ = board;
        await using var ___ = others;
        await using var desk = new Browser(server.Host);
        await desk.SignIn(clinic.ApiKey);
        var hub = await board.Connect("/hubs/wall");

        var ended = (await desk.Delete("/v1/clinic/wall-boards")).Is(HttpStatusCode.OK);

        Assert.Equal(1, ended.GetProperty("revoked").GetInt32());
        await hub.Closed;
        (await board.Get("/v1/wall")).IsProblem(401, "unauthenticated");
        (await desk.Get("/v1/clinic")).Is(HttpStatusCode.OK);
        (await others.Get("/v1/wall")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_ByTheOperator_EndsWallBoardsToo()
    {
        var (clinic, board) = await Board();
        await using var _ = board;

        (await server.Operator.Send(HttpMethod.Delete, $"/v1/ops/sessions/{clinic.Id}")).Is(HttpStatusCode.OK);

        (await board.Get("/v1/wall")).IsProblem(401, "unauthenticated");
    }

    /// <summary>A browser that is a wall board and nothing else.</summary>
    private async Task<(TestClinic Clinic, Browser Board)> Board()
    {
        var clinic = await server.AddClinic();
        var browser = new Browser(server.Host);
        await browser.SignIn(clinic.ApiKey);
        (await browser.Post("/v1/clinic/wall-boards")).Is(HttpStatusCode.Created);
        (await browser.Delete("/v1/session?kind=clinic")).IsStatus(204);
        return (clinic, browser);
    }
}
