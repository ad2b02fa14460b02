using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Client.Hubs;
using Dispatch.Journal;
using Dispatch.Journal.History;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Pages;

public sealed class OperationsTests(ContractServer server) : IClassFixture<ContractServer>
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Events_OfAConsultThatIsServed_AreToldByIdAndKindAndNameNoPatient()
    {
        var clinic = await server.AddClinic();
        var hub = await server.Connect("/hubs/ops", server.Host.OperatorToken);
        var from = (await server.Operator.Get("/v1/ops/events")).Json.GetProperty("lastSeq").GetInt64();
        await hub.Must("WatchEvents", from);
        var provider = await server.ConnectOnDuty("ID");
        var id = await server.Begin(clinic, provider, Bodies.Consult("ID"));
        await provider.Must("CompleteConsult", id, Bodies.Approval("botox"));

        var told = new List<JsonElement>();
        while (!told.Any(e => Kind(e) == "consult.completed"))
        {
            told.AddRange((await hub.Next("Events")).GetProperty("items").EnumerateArray());
        }

        Assert.Superset(
            new HashSet<string?>(["consult.waiting", "offer.made", "offer.accepted", "consult.assigned", "consult.inProgress", "consult.completed"]),
            told.Where(e => e.TryGetProperty("consultId", out var about) && about.GetString() == id).Select(Kind).ToHashSet());
        Assert.Equal(told.Select(e => e.GetProperty("seq").GetInt64()).Order(), told.Select(e => e.GetProperty("seq").GetInt64()));
        Assert.Distinct(told.Select(e => e.GetProperty("seq").GetInt64()));
        Shape.Matches(
            """
            {"seq":"number","at":"time","kind":"=consult.completed","state":"=ID","consultId":"cns_","clinicId":"cli_","providerId":"prv_",
             "detail":"=approved"}
            """,
            told.Single(e => Kind(e) == "consult.completed"));
        var backlog = (await server.Operator.Get($"/v1/ops/events?after={from}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, backlog.GetProperty("missed").GetInt64());
        Assert.DoesNotContain("Okonkwo", backlog.GetRawText(), StringComparison.Ordinal);
        Assert.Subset(
            backlog.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()).ToHashSet(),
            told.Select(e => e.GetProperty("seq").GetInt64()).ToHashSet());
    }

    [Fact]
    public async Task Events_OfMoreThanAreKept_SayHowManyWereMissed()
    {
        await using var small = await ContractServer.WithLimits(("EventsKept", "2"));
        var clinic = await small.AddClinic();
        for (var i = 0; i < 4; i++)
        {
            await clinic.Request(Bodies.Consult("ID"));
        }

        var events = await Told(4);

        Assert.Equal(2, events.GetProperty("items").GetArrayLength());
        Assert.Equal(events.GetProperty("lastSeq").GetInt64() - 2, events.GetProperty("missed").GetInt64());
        Assert.Equal(1, (await small.Operator.Get("/v1/ops/events?limit=1")).Json.GetProperty("items").GetArrayLength());

        // The server hears of events from grains, which may be elsewhere.
        async Task<JsonElement> Told(long number)
        {
            using var limit = new CancellationTokenSource(Safety.Limit);
            while (true)
            {
                var told = (await small.Operator.Get("/v1/ops/events?after=0")).Is(HttpStatusCode.OK);
                if (told.GetProperty("lastSeq").GetInt64() >= number)
                {
                    return told;
                }

                await Task.Delay(Poll, TimeProvider.System, limit.Token);
            }
        }
    }

    [Fact]
    public async Task WatchOverview_Always_SendsItAtOnceAndAgain()
    {
        var hub = await server.Connect("/hubs/ops", server.Host.OperatorToken);

        await hub.Must("WatchOverview");

        var first = await hub.Next("Overview");
        var second = await hub.Next("Overview");
        Assert.Equal(51, second.GetProperty("states").GetArrayLength());
        Assert.True(second.GetProperty("at").GetDateTimeOffset() > first.GetProperty("at").GetDateTimeOffset());
        Assert.True(second.GetProperty("nodes")[0].GetProperty("sockets").GetInt32() >= 1);
    }

    [Fact]
    public async Task Overview_AfterOffers_CountsThemByStateAndWhoServes()
    {
        await using var own = await ContractServer.WithLimits(("FiguresWrittenEvery", "00:00:00.2"));
        var clinic = await own.AddClinic();
        var provider = await own.ConnectOnDuty("SD");
        var declined = await clinic.Request(Bodies.Consult("SD"));
        var offer = await provider.Next("Offer", o => o.GetProperty("consultId").GetString() == declined);
        await provider.Must("DeclineOffer", offer.GetProperty("offerId").GetString(), "not now");
        await own.Assign(clinic, provider, Bodies.Consult("SD"));
        var hub = await own.Connect("/hubs/ops", own.Host.OperatorToken);
        await hub.Must("WatchOverview");

        var overview = await hub.Next("Overview", o => o.GetProperty("utilisation").GetProperty("serving").GetInt32() == 1);

        var state = overview.GetProperty("states").EnumerateArray().Single(s => s.GetProperty("line").GetProperty("state").GetString() == "SD");
        Assert.Equal(2, state.GetProperty("offers").GetProperty("made").GetInt32());
        Assert.Equal(1, state.GetProperty("offers").GetProperty("declined").GetInt32());
        Assert.Equal(1, state.GetProperty("offers").GetProperty("accepted").GetInt32());
        Assert.Equal(2, overview.GetProperty("offers").GetProperty("made").GetInt32());
        Assert.Equal(1, overview.GetProperty("utilisation").GetProperty("onDuty").GetInt32());
        Assert.Equal(1, overview.GetProperty("utilisation").GetProperty("share").GetDouble());
        Assert.True(overview.GetProperty("store").GetProperty("commitP50Seconds").GetDouble() > 0);
    }

    [Fact]
    public async Task Metrics_OfADeclineWhosePageHeardNoAnswerAndAskedAgain_CountItOnce()
    {
        await using var own = await ContractServer.WithLimits(("FiguresWrittenEvery", "00:00:00.2"));
        var clinic = await own.AddClinic();
        var provider = await own.ConnectOnDuty("SD");
        await clinic.Request(Bodies.Consult("SD"));
        var offer = (await provider.Next("Offer")).GetProperty("offerId").GetString();
        await provider.Must("DeclineOffer", offer, "not now");
        await provider.Must("DeclineOffer", offer, "not now");

        var metrics = (await own.Nobody.Get("/metrics")).Text;

        Assert.Contains("dispatch_offers_total{outcome=\"declined\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_WhileTheStoreCannotBeRead_ShowsThisNode()
    {
        await using var own = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Configure = builder => builder.Services.AddSingleton<INodeReports, UnreadableReports>(),
        });

        var overview = (await own.Operator.Get("/v1/ops/overview")).Is(HttpStatusCode.OK);

        Assert.Equal(1, overview.GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task OpsHub_OfWhoIsNotTheOperator_IsRefused()
    {
        var clinic = await server.AddClinic();

        await Assert.ThrowsAsync<HubConnectionException>(() => server.Connect("/hubs/ops", clinic.ApiKey));
        await Assert.ThrowsAsync<HubConnectionException>(() => server.Connect("/hubs/ops", null));
    }

    [Fact]
    public async Task Drain_OfTheOnlyNode_IsRefused()
    {
        var node = await OwnNode(server);

        (await server.Operator.Post($"/v1/ops/nodes/{node}/drain")).IsProblem(409, "only-node");
        (await server.Operator.Post("/v1/ops/nodes/nonesuch/drain")).IsProblem(404, "not-found");
        (await server.Nobody.Get("/health/ready")).IsStatus(200);
    }

    [Fact]
    public async Task Drain_WithAnotherNode_SendsConnectionsAwayUntilItIsTakenBack()
    {
        await using var own = await ContractServer.WithLimits(("DrainOver", "00:00:00.5"), ("NodeReportEvery", "00:00:00.2"));
        var clinic = await own.AddClinic();
        var hub = await own.Connect(clinic);
        await hub.Must("WatchConsults");
        var node = await OwnNode(own);
        await AddNode(own, "another-node");

        var draining = (await own.Operator.Post($"/v1/ops/nodes/{node}/drain")).Is(HttpStatusCode.Accepted);

        Assert.True(draining.GetProperty("draining").GetBoolean());
        await hub.Closed;
        (await own.Nobody.Get("/health/ready")).IsProblemWithRetryAfter(503, "draining");
        await Assert.ThrowsAsync<HubConnectionException>(() => own.Connect(clinic));
        (await clinic.Rest.Get("/v1/consults")).IsStatus(200);
        (await own.Operator.Post($"/v1/ops/nodes/{node}/resume")).Is(HttpStatusCode.Accepted);
        (await own.Nobody.Get("/health/ready")).IsStatus(200);
        await (await own.Connect(clinic)).Must("WatchConsults");
    }

    [Fact]
    public async Task Drain_WhileTheNodeSaysHowItIs_IsNotTakenBackByTheAnswer()
    {
        var reports = new HeldReports();
        await using var own = await Start(reports);
        using var atTheEnd = reports;
        await reports.Asked.WaitAsync();

        (await own.Operator.Post($"/v1/ops/nodes/{await OwnNode(own)}/drain")).Is(HttpStatusCode.Accepted);
        reports.Answer.Release();
        await reports.Asked.WaitAsync();

        (await own.Nobody.Get("/health/ready")).IsProblemWithRetryAfter(503, "draining");
    }

    [Fact]
    public async Task Drain_OfANodeThatHasNotSaidYetHowItIs_Begins()
    {
        var reports = new HeldReports { HasReported = false };
        await using var own = await Start(reports);
        using var atTheEnd = reports;
        await reports.Asked.WaitAsync();

        var draining = own.Operator.Post($"/v1/ops/nodes/{await OwnNode(own)}/drain");
        await reports.Asked.WaitAsync();
        reports.Answer.Release(1_000);

        (await draining).Is(HttpStatusCode.Accepted);
        (await own.Nobody.Get("/health/ready")).IsProblemWithRetryAfter(503, "draining");
    }

    [Fact]
    public async Task Drain_OfAnotherNode_IsToldToItThroughTheStore()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        await AddNode(own, "another-node");

        (await own.Operator.Post("/v1/ops/nodes/another-node/drain")).Is(HttpStatusCode.Accepted);

        var reports = own.Host.Services.GetRequiredService<INodeReports>();
        Assert.True(await reports.Report(new NodeReport("another-node", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, false, Body())));
        var nodes = (await own.Operator.Get("/v1/ops/overview")).Json.GetProperty("nodes").EnumerateArray().ToArray();
        Assert.True(nodes.Single(n => n.GetProperty("name").GetString() == "another-node").GetProperty("draining").GetBoolean());
    }

    [Fact]
    public async Task Queue_OfAState_ListsWhatIsOpenInTheOrderOfTheLineWithoutPatients()
    {
        var clinic = await server.AddClinic();
        var later = await clinic.Request(Bodies.Consult("AK"));
        var urgent = await clinic.Request(Bodies.Consult("AK").With("priority", "urgent"));

        var queue = (await server.Operator.Get("/v1/ops/states/AK/consults")).Is(HttpStatusCode.OK);

        Assert.Equal([urgent, later], queue.GetProperty("consults").EnumerateArray().Select(c => c.GetProperty("id").GetString()));
        Shape.Matches(
            """
            {"state":"=AK","truncated":"bool","consults":[{"id":"cns_","clinicId":"cli_","status":"=waiting","modality":"=live","priority":"string",
             "services":["=botox"],"requestedAt":"time","waitsSince":"time","firstOfferBy":"time","acceptBy":"time","offersMade":"number"}]}
            """,
            queue);
        (await server.Operator.Get("/v1/ops/states/ZZ/consults")).IsProblem(404, "not-found");
        (await clinic.Rest.Get("/v1/ops/states/AK/consults")).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task Providers_Listed_AreAPageAtATimeOrThoseOfAState()
    {
        await using var small = await ContractServer.WithLimits(("ProvidersPerPage", "2"));
        var first = await small.AddProvider("HI");
        var second = await small.AddProvider("HI");
        var third = await small.AddProvider("RI");

        var page = (await small.Operator.Get("/v1/providers")).Is(HttpStatusCode.OK);
        var rest = (await small.Operator.Get("/v1/providers?cursor=" + page.GetProperty("nextCursor").GetString())).Is(HttpStatusCode.OK);
        var inState = (await small.Operator.Get("/v1/providers?state=RI")).Is(HttpStatusCode.OK);

        Assert.Equal([first.Id, second.Id], IdsOf(page));
        Assert.Equal([third.Id], IdsOf(rest));
        Assert.Equal([third.Id], IdsOf(inState));
        (await small.Operator.Get("/v1/providers?state=ZZ&cursor=x")).IsProblemOfFields("validation", "state", "cursor");
    }

    [Fact]
    public async Task Providers_OfAStateListed_AreAPageAtATimeToo()
    {
        await using var small = await ContractServer.WithLimits(("ProvidersPerPage", "2"));
        await small.AddProvider("RI");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await small.AddProvider("HI")).Id);
        }

        var listed = new List<string?[]>();
        for (var path = "/v1/providers?state=HI"; path is not null && listed.Count < ids.Count;)
        {
            var page = (await small.Operator.Get(path)).Is(HttpStatusCode.OK);
            listed.Add([.. IdsOf(page)]);
            path = page.GetProperty("nextCursor").GetString() is { } cursor ? $"/v1/providers?state=HI&cursor={cursor}" : null;
        }

        Assert.Equal([[ids[0], ids[1]], [ids[2], ids[3]], [ids[4]]], listed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Events_MoreOrFewerAtOnceThanMayBe_AreRefused(int limit)
    {
        (await server.Operator.Get($"/v1/ops/events?limit={limit}")).IsProblemOfFields("validation", "limit");
        (await server.Operator.Get("/v1/ops/events?limit=200")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Suspension_OfAProvider_IsAnEvent()
    {
        var provider = await server.AddProvider("HI");
        var from = (await server.Operator.Get("/v1/ops/events")).Json.GetProperty("lastSeq").GetInt64();

        await server.Operator.Post($"/v1/providers/{provider.Id}/suspend", new JsonObject { ["reason"] = "under review" });
        await server.Operator.Post($"/v1/providers/{provider.Id}/reinstate");

        var events = (await server.Operator.Get($"/v1/ops/events?after={from}")).Json.GetProperty("items").EnumerateArray()
            .Where(e => e.TryGetProperty("providerId", out var id) && id.GetString() == provider.Id);
        Assert.Equal(["provider.suspended", "provider.reinstated"], events.Select(Kind));
    }

    [Fact]
    public async Task PutSetting_AsATrial_AnswersAsSavingWouldAndSavesNothing()
    {
        var path = $"/v1/settings/sla-policy/{(await server.AddClinic()).Id}";
        var edit = new JsonObject { ["version"] = 0, ["value"] = new JsonObject { ["rules"] = new JsonArray() } };

        var trial = (await server.Operator.Put(path + "?dryRun=true", edit)).Is(HttpStatusCode.OK);

        Assert.Equal(1, trial.GetProperty("version").GetInt64());
        Assert.Equal(0, (await server.Operator.Get(path)).Json.GetProperty("version").GetInt64());
        Assert.Empty((await server.Operator.Get(path + "/history")).Json.EnumerateArray());
        (await server.Operator.Put(path + "?dryRun=true", edit.With("version", 3))).IsProblem(409, "version-conflict");
        (await server.Operator.Put(path + "?dryRun=true", edit.With("value", new JsonObject()))).IsProblem(422, "validation");
    }

    private static string? Kind(JsonElement happened) => happened.GetProperty("kind").GetString();

    private static IEnumerable<string?> IdsOf(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString());

    private static Task<ContractServer> Start(INodeReports reports) => ContractServer.Start(new DispatchHostOptions
    {
        Time = TimeProvider.System,
        Settings = new Dictionary<string, string> { ["Dispatch:Limits:NodeReportEvery"] = "00:00:00.05" },
        Configure = builder => builder.Services.AddSingleton(reports),
    });

    private static async Task<string> OwnNode(ContractServer of) =>
        (await of.Operator.Get("/v1/ops/overview")).Json.GetProperty("nodes")[0].GetProperty("name").GetString()!;

    // What another process says of itself.
    private static Task<bool> AddNode(ContractServer of, string name) => of.Host.Services.GetRequiredService<INodeReports>()
        .Report(new NodeReport(name, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1), false, Body(name)));

    private static byte[] Body(string name = "another-node") => System.Text.Encoding.UTF8.GetBytes(
        $$$"""
        {"node":{"name":"{{{name}}}","sockets":3,"connected":2,"onDuty":1,"serving":0,"cpuSeconds":1,"cpuShare":0.1,"memoryBytes":1,
         "startedAt":"2026-01-01T00:00:00Z","seenAt":"2026-01-01T00:00:00Z","draining":false},
         "rates":{"requested":0,"offered":0,"assigned":0,"completed":0,"expired":0,"cancelled":0,"declined":0,"offersExpired":0,"offersRescinded":0},
         "offers":{}}
        """);

    private sealed class UnreadableReports : INodeReports
    {
        private static StoreUnavailableException Down => new("The store is down.");

        public Task<bool> Report(NodeReport report) => throw Down;

        public Task<IReadOnlyList<NodeReport>> SeenSince(DateTimeOffset since, CancellationToken cancellationToken = default) => throw Down;

        public Task<bool> Want(string node, bool drain) => throw Down;

        public Task Remove(string node) => throw Down;

        public Task Forget(DateTimeOffset seenBefore) => throw Down;
    }

    /// <summary>Reads what is wanted, as the store does, and answers when it is let.</summary>
    private sealed class HeldReports : INodeReports, IDisposable
    {
        // Listed after every process's own name.
        private const string Other = "~node";

        private bool _drain;
        private bool _hasReported = true;

        /// <summary>Whether the store knows of the process before this report.</summary>
        public bool HasReported
        {
            init => _hasReported = value;
        }

        public SemaphoreSlim Asked { get; } = new(0);

        public SemaphoreSlim Answer { get; } = new(0);

        public async Task<bool> Report(NodeReport report)
        {
            var drain = Volatile.Read(ref _drain);
            Asked.Release();
            await Answer.WaitAsync();
            Volatile.Write(ref _hasReported, true);
            return drain;
        }

        /// <summary>Lets all answers go, so that the server can stop.</summary>
        public void Dispose() => Answer.Release(1_000);

        public Task<IReadOnlyList<NodeReport>> SeenSince(DateTimeOffset since, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<NodeReport>>([new(Other, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, false, Body(Other))]);

        public Task<bool> Want(string node, bool drain)
        {
            if (!Volatile.Read(ref _hasReported))
            {
                return Task.FromResult(false);
            }

            Volatile.Write(ref _drain, drain);
            return Task.FromResult(true);
        }

        public Task Remove(string node) => Task.CompletedTask;

        public Task Forget(DateTimeOffset seenBefore) => Task.CompletedTask;
    }
}
