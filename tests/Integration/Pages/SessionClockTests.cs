using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Journal;
using Dispatch.Journal.Sessions;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Pages.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Pages;

/// <summary>When sessions end by themselves, on a clock that the test moves.</summary>
public class SessionClockTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private static DispatchHostOptions FewFailures => new()
    {
        Settings = new Dictionary<string, string> { ["Dispatch:Limits:FailedAuthenticationsPerSecond"] = "1" },
    };

    [Fact]
    public async Task SignIn_TriedTooOften_IsSlowedDownUntilTimeHasPassed()
    {
        await using var host = await DispatchHost.Start(FewFailures);
        await using var browser = new Browser(host);
        for (var i = 0; i < 5; i++)
        {
            (await browser.Post("/v1/session", new JsonObject { ["token"] = $"pt_guess{i}" })).IsProblem(401, "unauthenticated");
        }

        (await browser.Post("/v1/session", new JsonObject { ["token"] = host.OperatorToken })).IsProblemWithRetryAfter(429, "rate-limited");

        await host.Advance(TimeSpan.FromSeconds(5));
        await browser.SignIn(host.OperatorToken);
    }

    [Fact]
    public async Task ASession_BehindAnAddressFromWhichOthersGuess_GoesOn()
    {
        await using var host = await DispatchHost.Start(FewFailures);
        var clinic = await host.AddClinic();
        await using var browser = new Browser(host);
        await using var guesser = new Browser(host);
        await browser.SignIn(clinic.ApiKey);

        await GuessUntilRefused(guesser);

        (await browser.Get("/v1/clinic")).Is(HttpStatusCode.OK);
        (await browser.Get("/v1/session")).Is(HttpStatusCode.OK);
        await (await browser.Connect("/hubs/clinic")).Must("WatchConsults");
        (await browser.Delete("/v1/session")).IsStatus(204);
    }

    [Fact]
    public async Task AKey_BehindAnAddressFromWhichOthersGuess_GoesOnWhenItIsLookedUpAgain()
    {
        await using var host = await DispatchHost.Start(FewFailures);
        var clinic = await host.AddClinic();
        await using var browser = new Browser(host);
        (await browser.Get("/v1/clinic", ("Authorization", $"Bearer {clinic.ApiKey}"))).Is(HttpStatusCode.OK);

        await host.Advance(TimeSpan.FromMinutes(2), Step);
        await GuessUntilRefused(browser);

        (await browser.Get("/v1/clinic", ("Authorization", $"Bearer {clinic.ApiKey}"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guesses_ThroughAProxy_CountForWhoeverItServesAndNobodyElse()
    {
        await using var host = await DispatchHost.Start(FewFailures);
        await using var browser = new Browser(host);

        // What the client claims itself comes before what the proxy adds.
        await GuessUntilRefused(browser, ("X-Forwarded-For", "198.51.100.2, 203.0.113.7"));

        var token = new JsonObject { ["token"] = host.OperatorToken };
        (await browser.Post("/v1/session", token.DeepClone(), ("X-Forwarded-For", "198.51.100.3, 203.0.113.7")))
            .IsProblemWithRetryAfter(429, "rate-limited");
        (await browser.Post("/v1/session", token.DeepClone(), ("X-Forwarded-For", "203.0.113.8"))).Is(HttpStatusCode.Created);
        (await browser.Post("/v1/session", token.DeepClone())).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("GET", "/v1/session", 401)]
    [InlineData("PUT", "/v1/session", 401)]
    [InlineData("DELETE", "/v1/session", 204)]
    [InlineData("GET", "/v1/ops/events", 401)]
    public async Task Cookies_OfNoSessionTriedTooOften_AreNotEvenLookedUpUntilTimeHasPassed(string method, string path, int status)
    {
        await using var host = await DispatchHost.Start(FewFailures);
        await using var browser = new Browser(host);
        Task<Answer> Try(int guess) =>
            browser.Send(HttpMethod.Parse(method), path, null, ("Cookie", $"dispatch-operator=ss_guess{guess}"));
        for (var i = 0; i < 5; i++)
        {
            (await Try(i)).IsStatus(status);
        }

        (await Try(5)).IsProblemWithRetryAfter(429, "rate-limited");

        await host.Advance(TimeSpan.FromSeconds(5));
        (await Try(6)).IsStatus(status);
    }

    [Fact]
    public async Task ASession_InWhichNothingIsDoneForAQuarterOfAnHour_Ends()
    {
        await using var host = await DispatchHost.Start();
        await using var browser = new Browser(host);
        await browser.SignIn(host.OperatorToken);

        await host.Advance(TimeSpan.FromMinutes(14), Step);
        (await browser.Get("/v1/ops/events")).Is(HttpStatusCode.OK);
        await host.Advance(TimeSpan.FromMinutes(14), Step);
        (await browser.Put("/v1/session")).Is(HttpStatusCode.OK);
        await host.Advance(TimeSpan.FromMinutes(15), Step);

        (await browser.Get("/v1/ops/events")).IsProblem(401, "unauthenticated");
        (await browser.Get("/v1/session")).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task ASession_InWhichAPageOnlyAsksByItself_EndsAllTheSame()
    {
        await using var host = await DispatchHost.Start();
        await using var browser = new Browser(host);
        await browser.SignIn(host.OperatorToken);

        await host.Advance(TimeSpan.FromMinutes(14), Step);
        (await browser.Get("/v1/ops/events", (AuthenticationMiddleware.BackgroundHeader, "true"))).Is(HttpStatusCode.OK);
        (await browser.Get("/v1/session")).Is(HttpStatusCode.OK);
        await host.Advance(TimeSpan.FromMinutes(1), Step);

        (await browser.Get("/v1/ops/events")).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task ASession_InWhichSomethingIsDoneAllTheTime_EndsAfterTwelveHours()
    {
        await using var host = await DispatchHost.Start();
        await using var browser = new Browser(host);
        await browser.SignIn(host.OperatorToken);

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(12); passed += TimeSpan.FromMinutes(10))
        {
            (await browser.Put("/v1/session")).Is(HttpStatusCode.OK);
            await host.Advance(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5));
        }

        (await browser.Put("/v1/session")).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task AHub_WhoseSessionIsIdle_IsCut()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await using var browser = new Browser(host);
        await browser.SignIn(clinic.ApiKey);
        var hub = await browser.Connect("/hubs/clinic");
        await hub.Must("WatchConsults");

        await host.AdvanceUntil(hub.Closed, TimeSpan.FromMinutes(16), "the idle hub is cut", TimeSpan.FromSeconds(20));

        (await browser.Get("/v1/clinic")).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task AProvider_WhoIsOnDuty_IsNotIdleAndIsOnceOffDuty()
    {
        await using var host = await DispatchHost.Start();
        var provider = await host.AddProvider("NV");
        await using var browser = new Browser(host);
        await browser.SignIn(provider.AccessToken);
        var hub = await browser.Connect("/hubs/provider");
        await hub.Must("GoOnDuty", new JsonObject());

        await host.Advance(TimeSpan.FromHours(1), TimeSpan.FromSeconds(20));
        Assert.False(hub.Closed.IsCompleted);
        await hub.Must("TakeBreak");

        await host.AdvanceUntil(hub.Closed, TimeSpan.FromMinutes(16), "who is on a break is signed off", TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task ASession_OverARestart_GoesOn()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await using var browser = new Browser(host);
        await browser.SignIn(clinic.ApiKey);

        await host.Restart();

        (await browser.Get("/v1/clinic")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ASession_WhileTheStoreCannotBeRead_GoesOnWhereItIsKnown()
    {
        var outage = new Outage();
        await using var host = await DispatchHost.Start(new DispatchHostOptions
        {
            Configure = builder => builder.Services.AddSingleton<ISessionStore>(
                provider => new FaultySessions(provider.GetRequiredService<IJournalStore>().Sessions, outage)),
        });
        await using var browser = new Browser(host);
        await using var stranger = new Browser(host);
        await browser.SignIn(host.OperatorToken);
        await browser.Post("/v1/session", new JsonObject { ["token"] = (await host.AddClinic()).ApiKey });
        stranger.CopyCookies(browser);
        await browser.Delete("/v1/session?kind=clinic");
        outage.IsOn = true;

        await host.Advance(TimeSpan.FromMinutes(5), Step);

        (await browser.Get("/v1/ops/events")).Is(HttpStatusCode.OK);
        (await stranger.Get("/v1/clinic")).IsProblem(503, "store-unavailable");
    }

    [Fact]
    public async Task ALink_AfterTenMinutes_SignsNobodyIn()
    {
        await using var host = await DispatchHost.Start();
        await using var browser = new Browser(host);
        var link = host.Services.GetRequiredService<SignInLinks>().Create(host.Services.GetRequiredService<AccessKeys>().OfOperator);

        await host.Advance(TimeSpan.FromMinutes(10), Step);

        Assert.Equal("/sign-in?link=expired", (await browser.Get(link, (Browser.FetchSite, "none"))).Headers["Location"]);
        Assert.Empty(browser.Cookies);
    }

    private static async Task GuessUntilRefused(Browser guesser, params (string Name, string? Value)[] headers)
    {
        for (var i = 0; i < 5; i++)
        {
            (await guesser.Post("/v1/session", new JsonObject { ["token"] = $"pt_guess{i}" }, headers)).IsProblem(401, "unauthenticated");
        }

        (await guesser.Post("/v1/session", new JsonObject { ["token"] = "pt_guess" }, headers)).IsProblemWithRetryAfter(429, "rate-limited");
    }

    private sealed class Outage
    {
        public bool IsOn { get; set; }
    }

    private sealed class FaultySessions(ISessionStore inner, Outage outage) : ISessionStore
    {
        private ISessionStore Store => outage.IsOn ? throw new StoreUnavailableException("The store is down.") : inner;

        public async Task Begin(StoredSession session) => await Store.Begin(session);

        public async Task<StoredSession?> Find(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
            await Store.Find(tokenHash, cancellationToken);

        public async Task Seen(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at) => await Store.Seen(tokenHash, at);

        public async Task End(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at) => await Store.End(tokenHash, at);

        public async Task<int> EndAll(string subject, string? kind, DateTimeOffset at) => await Store.EndAll(subject, kind, at);

        public async Task<IReadOnlyList<byte[]>> EndedSince(DateTimeOffset since, CancellationToken cancellationToken = default) =>
            await Store.EndedSince(since, cancellationToken);

        public async Task Forget(DateTimeOffset endsBefore) => await Store.Forget(endsBefore);
    }
}
