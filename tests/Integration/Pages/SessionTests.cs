using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Pages.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Pages;

public sealed class SessionTests(ContractServer server) : IClassFixture<ContractServer>, IAsyncDisposable
{
    private readonly Browser _browser = new(server.Host);

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Theory]
    [InlineData("operator")]
    [InlineData("clinic")]
    [InlineData("provider")]
    public async Task SignIn_WithAToken_SetsACookieThatNoScriptAndNoOtherSiteGets(string kind)
    {
        var answer = await _browser.Post("/v1/session", new JsonObject { ["token"] = await TokenOf(kind) });

        Shape.Matches(
            $$"""
            {"kind":"={{kind}}","subject":"{{(kind == "operator" ? "null" : "string")}}","name":"string","signedInAt":"time",
             "signsOffAt":"time","endsAt":"time","idleSeconds":"number"}
            """,
            answer.Is(HttpStatusCode.Created));
        Assert.Equal(900, answer.Json.GetProperty("idleSeconds").GetInt32());
        var cookie = Assert.Single(_browser.LastSetCookies).ToLowerInvariant();
        Assert.StartsWith($"dispatch-{kind}=ss_", cookie, StringComparison.Ordinal);
        var attributes = cookie.Split(';', StringSplitOptions.TrimEntries).Skip(1).Order(StringComparer.Ordinal);
        Assert.Equal(["httponly", "path=/", "samesite=strict"], attributes);
        Assert.DoesNotContain(_browser.Cookies[$"dispatch-{kind}"], answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_OverTls_SetsACookieForTlsAndThisHostAloneAndAsksForTlsFromNowOn()
    {
        await using var behindProxy = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string> { ["Dispatch:PublicAddress"] = "https://dispatch.example" },
        });
        await using var browser = new Browser(behindProxy.Host);

        var answer = await browser.Post("/v1/session", new JsonObject { ["token"] = behindProxy.Host.OperatorToken });

        answer.Is(HttpStatusCode.Created);
        var cookie = Assert.Single(browser.LastSetCookies).ToLowerInvariant();
        Assert.StartsWith("__host-dispatch-operator=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie.Split(';', StringSplitOptions.TrimEntries));
        Assert.Equal("max-age=31536000", answer.Headers["Strict-Transport-Security"]);
        (await browser.Get("/v1/ops/overview", (Browser.FetchSite, null), ("Origin", "https://dispatch.example"))).Is(HttpStatusCode.OK);
        (await browser.Put("/v1/session", null, (Browser.FetchSite, null), ("Origin", "http://dispatch.example")))
            .IsProblem(403, "cross-site");
    }

    [Fact]
    public async Task SignIn_WithoutTls_AsksForNoTls()
    {
        var answer = await _browser.Get("/v1/time");

        Assert.False(answer.Headers.ContainsKey("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("""{"token":"pt_unknown"}""")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("{}")]
    public async Task SignIn_WithNoTokenOfAnybody_IsRefused(string body)
    {
        var answer = await _browser.Send(HttpMethod.Post, "/v1/session", body);

        answer.IsProblem(401, "unauthenticated");
        Assert.Empty(_browser.LastSetCookies);
    }

    [Fact]
    public async Task ASession_OfEachKind_AuthenticatesItsOwnEndpointsAndHubAlone()
    {
        var provider = await server.AddProvider("KS");
        await _browser.SignIn(provider.AccessToken);

        var own = (await _browser.Get("/v1/provider")).Is(HttpStatusCode.OK);
        Assert.Equal(provider.Id, own.GetProperty("id").GetString());
        (await _browser.Get("/v1/consults")).IsProblem(401, "unauthenticated");
        (await _browser.Get("/v1/ops/overview")).IsProblem(401, "unauthenticated");
        var hub = await _browser.Connect("/hubs/provider");
        Assert.Equal("available", (await hub.Must("GoOnDuty", new JsonObject())).GetProperty("duty").GetString());
        await Assert.ThrowsAsync<HubConnectionException>(() => _browser.Connect("/hubs/clinic"));
        await Assert.ThrowsAsync<HubConnectionException>(() => _browser.Connect("/hubs/ops"));
    }

    [Fact]
    public async Task Sessions_OfSeveralKinds_StandBesideEachOtherInOneBrowser()
    {
        var clinic = await server.AddClinic();
        await _browser.SignIn(clinic.ApiKey);
        await _browser.SignIn(server.Host.OperatorToken);

        (await _browser.Get("/v1/clinic")).Is(HttpStatusCode.OK);
        (await _browser.Get("/v1/ops/overview")).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await _browser.Get("/v1/session")).Is(HttpStatusCode.OK).GetProperty("sessions").GetArrayLength());
        (await _browser.Delete("/v1/session?kind=clinic")).IsStatus(204);
        (await _browser.Get("/v1/clinic")).IsProblem(401, "unauthenticated");
        (await _browser.Get("/v1/ops/overview")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sessions_OfABrowserWithoutAny_AreUnauthenticated()
    {
        (await _browser.Get("/v1/session")).IsProblem(401, "unauthenticated");
        (await _browser.Put("/v1/session")).IsProblem(401, "unauthenticated");
        (await _browser.Get("/v1/session?kind=patient")).IsProblemOfFields("validation", "kind");
        (await _browser.Delete("/v1/session")).IsStatus(204);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, "null")]
    [InlineData(null, null)]
    public async Task AWrite_ThatDoesNotComeFromAPageOfThisServer_IsRefusedAndChangesNothing(string? site, string? origin)
    {
        var clinic = await server.AddClinic();
        await _browser.SignIn(clinic.ApiKey);

        (await _browser.Post("/v1/consults", Bodies.Consult("KY"), (Browser.FetchSite, site), ("Origin", origin)))
            .IsProblem(403, "cross-site");
        (await _browser.Delete("/v1/session", (Browser.FetchSite, site), ("Origin", origin))).IsProblem(403, "cross-site");

        Assert.Empty((await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").EnumerateArray());
        (await _browser.Get("/v1/clinic")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cross-site", null, 403)]
    [InlineData("same-site", null, 403)]
    [InlineData(null, "https://elsewhere.example", 403)]
    [InlineData("none", null, 200)]
    [InlineData(null, null, 200)]
    [InlineData("same-origin", null, 200)]
    public async Task ARead_ByASession_IsServedUnlessItSaysThatItComesFromElsewhere(string? site, string? origin, int status)
    {
        await _browser.SignIn((await server.AddClinic()).ApiKey);

        (await _browser.Get("/v1/clinic", (Browser.FetchSite, site), ("Origin", origin))).IsStatus(status);
    }

    [Fact]
    public async Task AWrite_FromThisServersOrigin_IsServed()
    {
        await _browser.SignIn((await server.AddClinic()).ApiKey);
        var origin = server.Host.Address.GetLeftPart(UriPartial.Authority);

        (await _browser.Post("/v1/consults", Bodies.Consult("KY"), (Browser.FetchSite, null), ("Origin", origin)))
            .Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, null)]
    public async Task AHub_OpenedFromElsewhere_IsRefused(string? site, string? origin)
    {
        await _browser.SignIn((await server.AddClinic()).ApiKey);

        await Assert.ThrowsAsync<HubConnectionException>(
            () => _browser.Connect("/hubs/clinic", (Browser.FetchSite, site), ("Origin", origin)));
    }

    [Fact]
    public async Task SignIn_AskedForByAnotherSite_IsRefused()
    {
        (await _browser.Post(
            "/v1/session", new JsonObject { ["token"] = server.Host.OperatorToken }, (Browser.FetchSite, "cross-site")))
            .IsProblem(403, "cross-site");
        Assert.Empty(_browser.Cookies);
    }

    [Fact]
    public async Task AToken_OfAProgram_NeedsToSayNothingOfWhereItComesFrom()
    {
        var clinic = await server.AddClinic();

        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("KY"))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task SignOff_WithAnOpenHub_EndsBothForWhoeverHasTheCookie()
    {
        await _browser.SignIn((await server.AddClinic()).ApiKey);
        await using var copy = new Browser(server.Host);
        copy.CopyCookies(_browser);
        var hub = await copy.Connect("/hubs/clinic");
        await hub.Must("WatchConsults");

        (await _browser.Delete("/v1/session")).IsStatus(204);

        await hub.Closed;
        Assert.Empty(_browser.Cookies);
        (await copy.Get("/v1/clinic")).IsProblem(401, "unauthenticated");
        await Assert.ThrowsAsync<HubConnectionException>(() => copy.Connect("/hubs/clinic"));
    }

    [Fact]
    public async Task Revoke_ByTheOperator_ReachesEveryHubOfTheSubjectAndNobodyElses()
    {
        var provider = await server.AddProvider("KS");
        await using var other = new Browser(server.Host);
        await using var second = new Browser(server.Host);
        await _browser.SignIn(provider.AccessToken);
        await second.SignIn(provider.AccessToken);
        await other.SignIn((await server.AddProvider("KS")).AccessToken);
        var hub = await _browser.Connect("/hubs/provider");
        var secondHub = await second.Connect("/hubs/provider");
        var othersHub = await other.Connect("/hubs/provider");
        var byToken = await server.Connect(provider);

        var revoked = (await server.Operator.Send(HttpMethod.Delete, $"/v1/ops/sessions/{provider.Id}")).Is(HttpStatusCode.OK);

        Assert.Equal(2, revoked.GetProperty("revoked").GetInt32());
        await hub.Closed;
        await secondHub.Closed;
        (await _browser.Get("/v1/provider")).IsProblem(401, "unauthenticated");
        await othersHub.Must("GoOffDuty");
        await byToken.Must("GoOffDuty");
        (await other.Get("/v1/provider")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_ThroughAnotherProcess_ReachesOpenHubsHere()
    {
        var clinic = await server.AddClinic();
        await _browser.SignIn(clinic.ApiKey);
        var hub = await _browser.Connect("/hubs/clinic");

        // What another process does leaves its trace in the store alone.
        await server.Host.Services.GetRequiredService<Dispatch.Journal.Sessions.ISessionStore>()
            .EndAll(clinic.Id, null, DateTimeOffset.UtcNow);

        await hub.Closed;
        (await _browser.Get("/v1/clinic")).IsProblem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("cns_01jd7aaaaaaaaaaaaaaaaaaaaa")]
    public async Task Revoke_OfWhatIsNoSubject_IsNotFound(string subject) =>
        (await server.Operator.Send(HttpMethod.Delete, "/v1/ops/sessions/" + subject)).IsProblem(404, "not-found");

    [Fact]
    public async Task Revoke_OfTheOperator_EndsItsSessionsAndLeavesItsToken()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        await using var browser = new Browser(own.Host);
        await browser.SignIn(own.Host.OperatorToken);

        (await browser.Delete("/v1/ops/sessions/operator")).Is(HttpStatusCode.OK);

        (await browser.Get("/v1/ops/overview")).IsProblem(401, "unauthenticated");
        (await own.Operator.Get("/v1/ops/overview")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheStore_AfterSomebodySignedIn_HoldsNoSessionToken()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        await using var browser = new Browser(own.Host);
        await browser.SignIn(own.Host.OperatorToken);
        var token = browser.Cookies["dispatch-operator"];

        await own.Host.Stop();

        Assert.All(own.Host.Store.Files(), file => Assert.DoesNotContain(token, File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal));
        Assert.DoesNotContain(own.Host.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ALink_ThatThisServerMade_SignsInOnce()
    {
        var link = LinkOfTheOperator();

        var first = await _browser.Get(link, (Browser.FetchSite, "none"));
        var again = await _browser.Get(link, (Browser.FetchSite, "none"));

        first.IsStatus(303);
        Assert.Equal("/ops", first.Headers["Location"]);
        Assert.Equal("/sign-in?link=expired", again.Headers["Location"]);
        (await _browser.Get("/v1/ops/overview")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task ALink_LookedAtAheadOrFromAnotherSite_IsNotUsedUp(string header, string value)
    {
        var link = LinkOfTheOperator();

        Assert.Equal("/sign-in?link=expired", (await _browser.Get(link, (header, value))).Headers["Location"]);

        Assert.Empty(_browser.Cookies);
        Assert.Equal("/ops", (await _browser.Get(link, (Browser.FetchSite, "none"))).Headers["Location"]);
    }

    private string LinkOfTheOperator() => server.Host.Services.GetRequiredService<SignInLinks>()
        .Create(server.Host.Services.GetRequiredService<AccessKeys>().OfOperator);

    private async Task<string> TokenOf(string kind) => kind switch
    {
        "operator" => server.Host.OperatorToken,
        "clinic" => (await server.AddClinic()).ApiKey,
        _ => (await server.AddProvider("KS")).AccessToken,
    };
}
