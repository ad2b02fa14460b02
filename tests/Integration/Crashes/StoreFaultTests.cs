using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Journal;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>A store that cannot be written for a while: refused with 503, nothing half-written, and well again by itself.</summary>
public sealed class StoreFaultTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Request_WhileAnotherHoldsTheStore_IsRefusedAndGoesThroughLater()
    {
        await using var server = await Start();
        var clinic = await server.AddClinic();
        var before = await clinic.Request(Bodies.Consult("CA"));

        using (server.Host.Store.Lock())
        {
            (await clinic.Rest.Post("/v1/consults", Bodies.Consult("CA"), "visit-1")).IsProblemWithRetryAfter(503, "store-unavailable");
            (await clinic.Rest.Post($"/v1/consults/{before}/cancel", new JsonObject { ["reason"] = "patient left" }))
                .IsProblemWithRetryAfter(503, "store-unavailable");
            (await server.Operator.Post("/v1/clinics", Bodies.Clinic())).IsProblemWithRetryAfter(503, "store-unavailable");
            (await server.Operator.Post("/v1/providers", Bodies.Provider("CA"))).IsProblemWithRetryAfter(503, "store-unavailable");
            if (ReferenceEquals(server.Host.GrainServices, server.Host.Services))
            {
                // Elsewhere the silo is the one that wrote in vain, and says so itself.
                (await server.Nobody.Get("/health/ready")).IsProblemWithRetryAfter(503, "store-unavailable");
            }

            (await server.Nobody.Get("/health/live")).Is(HttpStatusCode.OK);

            // What needs no writing goes on.
            Assert.Equal("waiting", await clinic.StatusOf(before));
        }

        await Ready(server);
        var id = await clinic.Request(Bodies.Consult("CA"), "visit-1");
        Assert.Equal(id, await clinic.Request(Bodies.Consult("CA"), "visit-1"));
        await server.Host.Stop();
        using var store = server.Host.Store.Read();
        store.AssertIntact();
        string[] known = [before, id];
        Assert.Equal(known.Order(StringComparer.Ordinal), store.Rows("SELECT consult FROM consults ORDER BY consult").Select(r => r[0]));
        Assert.Equal(known.Order(StringComparer.Ordinal), store.Rows("SELECT consult FROM open_consults ORDER BY consult").Select(r => r[0]));
        Assert.Single(store.Rows("SELECT key FROM claims"));
        Assert.Single(store.Rows("SELECT clinic FROM clinics"));
        Assert.Empty(store.Rows("SELECT provider FROM provider_states"));
    }

    [Fact]
    public async Task Request_ThatTookEffectThoughNobodyCouldTell_IsThereForWhoAsksAgain()
    {
        var isFirst = true;
        await using var server = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Configure = builder => Decorate(builder.Services),
            ConfigureSilo = builder => Decorate(builder.Services),
        });

        void Decorate(IServiceCollection services) => DecoratedJournal.Decorate(
            services,
            (_, request, _) => request.Events[0].Type == "consult.requested" && Interlocked.Exchange(ref isFirst, false)
                ? Task.FromException(new AppendOutcomeUnknownException("The connection broke."))
                : Task.CompletedTask);

        var clinic = await server.AddClinic();
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("CA"), "visit-1")).IsProblemWithRetryAfter(503, "store-unavailable");

        var id = await clinic.Request(Bodies.Consult("CA"), "visit-1");

        Assert.Equal("waiting", await clinic.StatusOf(id));
        await server.Host.Stop();
        using var store = server.Host.Store.Read();
        Assert.Equal(id, Assert.Single(store.Events(), e => e.Type == "consult.requested").Stream);
    }

    [Fact]
    public async Task BulkProviders_WhileAnotherHoldsTheStore_AreRefusedOneByOne()
    {
        await using var server = await Start();
        using (server.Host.Store.Lock())
        {
            var answers = (await server.Operator.Post("/v1/providers/bulk", new JsonArray(Bodies.Provider("CA"), Bodies.Provider("CA")))).Is(HttpStatusCode.OK);

            Shape.Matches(
                """[{"status":"number","type":"=urn:dispatch:problem:store-unavailable","title":"string"}]""", answers);
        }

        await Ready(server);
        await server.AddProvider("CA");
    }

    [Fact]
    public async Task HubCalls_WhileAnotherHoldsTheStore_AreRefusedAndWorkLater()
    {
        await using var server = await Start();
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("CA");
        var id = await clinic.Request(Bodies.Consult("CA"));
        var offer = (await hub.Next("Offer")).GetProperty("offerId").GetString();

        using (server.Host.Store.Lock())
        {
            await hub.MustBeRefused("store-unavailable", "AcceptOffer", offer);
        }

        await Ready(server);
        Assert.Equal("assigned", (await hub.Must("AcceptOffer", offer)).GetProperty("result").GetString());
        using (server.Host.Store.Lock())
        {
            await hub.MustBeRefused("store-unavailable", "StartConsult", id);
            await hub.MustBeRefused("store-unavailable", "GoOffDuty");
        }

        await Ready(server);
        await hub.Must("StartConsult", id);
        using (server.Host.Store.Lock())
        {
            await hub.MustBeRefused("store-unavailable", "CompleteConsult", id, Bodies.Approval("botox"));
            Assert.Equal("inProgress", await clinic.StatusOf(id));
        }

        await Ready(server);
        await hub.Must("CompleteConsult", id, Bodies.Approval("botox"));
        Assert.Equal("completed", await clinic.StatusOf(id));
        await server.Host.Stop();
        using var store = server.Host.Store.Read();
        store.AssertIntact();
        History.AssertSound(store.Events(), liveCapacity: 1);
        Assert.Empty(store.Rows("SELECT key FROM claims WHERE scope = 'slot'"));
    }

    [Fact]
    public async Task ManyRequests_WhileTheStoreComesAndGoes_AreEitherAnsweredAndThereOrRefusedAndNot()
    {
        await using var server = await Start();
        var clinic = await server.AddClinic();
        var answered = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            List<Task<Answer>> asking;
            using (server.Host.Store.Lock())
            {
                asking = [.. Enumerable.Range(0, 40).Select(_ => clinic.Rest.Post("/v1/consults", Bodies.Consult("CA")))];
                await Task.WhenAny(asking);
            }

            foreach (var answer in await Task.WhenAll(asking))
            {
                if (answer.Status == 201)
                {
                    answered.Add(answer.Json.GetProperty("id").GetString()!);
                }
                else
                {
                    answer.IsProblemWithRetryAfter(503, "store-unavailable");
                }
            }

            await Ready(server);
        }

        await server.Host.Stop();
        using var store = server.Host.Store.Read();
        store.AssertIntact();
        var stored = store.Events().Where(e => e.Type == "consult.requested").Select(e => e.Stream).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(answered.Order(StringComparer.Ordinal), stored);
        Assert.Equal(stored, store.Rows("SELECT consult FROM consults ORDER BY consult").Select(r => r[0]));
        Assert.Equal(stored, store.Rows("SELECT consult FROM open_consults ORDER BY consult").Select(r => r[0]));
    }

    private static Task<ContractServer> Start() => ContractServer.Start(new DispatchHostOptions
    {
        Time = TimeProvider.System,
        Configure = builder =>
        {
            ImpatientStore.Configure(builder);
            builder.Services.AddSingleton(new JournalOptions { ProbeInterval = TimeSpan.FromMilliseconds(100) });
        },
    });

    // Nobody is told when the store is back: it is asked for until it says so.
    private static async Task Ready(ContractServer server)
    {
        using var limit = new CancellationTokenSource(Safety.Limit);
        while ((await server.Nobody.Get("/health/ready")).Status != 200)
        {
            await Task.Delay(Poll, TimeProvider.System, limit.Token);
        }
    }
}
