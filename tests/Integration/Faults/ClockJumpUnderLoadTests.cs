using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>In real time: somebody sets the wall clock of the process by ten minutes, again and again, while patients ask and providers serve.</summary>
public sealed class ClockJumpUnderLoadTests
{
    private const int AtOnce = 6;
    private const int Providers = 8;
    private const int BetweenJumps = 20;

    /// <summary>Every deadline that a consult of this test has is nearer than ten minutes, and further away than the test lasts.</summary>
    private const string Promises =
        """
        {"rules":[{"promises":{"firstOfferSeconds":400,"acceptSeconds":400,"completeSeconds":400,"giveUpSeconds":500,"inProgressLimitSeconds":400}}]}
        """;

    private static readonly string[] States = ["CA", "TX", "NY"];

    /// <summary>What the passing of a deadline leaves in the store.</summary>
    private static readonly string[] PassedDeadlines = ["offer.expired", "consult.escalated", "consult.released", "consult.expired"];

    [Fact]
    public async Task Jumps_WhileConsultsAreServed_LoseDoubleAndEndNothing()
    {
        var wall = new SettableWallClock();
        var beganAt = wall.GetUtcNow();
        var began = wall.GetTimestamp();
        await using var server = await DispatchHost.Start(On(wall));
        (await new Rest(server.Http, server.OperatorToken).Put(
            "/v1/settings/sla-policy/default", new JsonObject { ["version"] = 0, ["value"] = JsonNode.Parse(Promises) })).Is(HttpStatusCode.OK);
        var clinic = await server.AddClinic();
        var waiting = await clinic.Request("OR", idempotencyKey: "waiting");
        var held = new List<string> { waiting.Id };
        var jumped = 0;
        var providers = (await server.Operator.CreateProviders(
            [.. Enumerable.Range(0, Providers).Select(_ => Samples.Provider(States))])).Required();
        using var stop = new CancellationTokenSource();
        using var enough = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var desks = providers.Select(p => new Desk(() => server.Up, p.AccessToken).Run(stop.Token)).ToList();
        var asking = patients.AskUntil(AtOnce, enough.Token);
        var offered = await server.AddProviderOnDuty("WA");
        var assigned = await server.AddProviderOnDuty("NV");
        var inProgress = await server.AddProviderOnDuty("UT");

        // Forward, back, further back, and right again: each time while something is in every phase that has a deadline.
        foreach (var minutes in (int[])[10, -10, -10, 10])
        {
            var toAccept = await Offer(offered, "WA");
            var toStart = await Offer(assigned, "NV");
            await assigned.Accept(toStart);
            var toComplete = await Offer(inProgress, "UT");
            await inProgress.Accept(toComplete);
            await inProgress.Start(toComplete.ConsultId);

            await Jump(TimeSpan.FromMinutes(minutes));

            Assert.Equal(ConsultStatus.Offered, await clinic.StatusOf(toAccept.ConsultId));
            Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(toStart.ConsultId));
            Assert.Equal(ConsultStatus.InProgress, await clinic.StatusOf(toComplete.ConsultId));
            Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(waiting.Id));
            await Serve(offered, toAccept);
            await assigned.Start(toStart.ConsultId);
            await assigned.Complete(toStart);
            await inProgress.Complete(toComplete);
        }

        // Whoever waited all the time is served as ever.
        var free = await server.AddProviderOnDuty("OR");
        await Serve(free, await free.NextOffer(waiting.Id));
        await enough.CancelAsync();
        await Safety.Within(asking, () => $"{patients.Answered.Count} were answered:\n{Said(server)}");
        string[] all = [.. patients.Answered, .. held];
        await Completions.Of(await server.Up, clinic.ApiKey, all, () => Said(server));
        await stop.CancelAsync();
        await Safety.Within(Task.WhenAll(desks), () => "A provider did not end.");
        await server.Stop();

        var lasted = wall.GetElapsedTime(began);
        var events = Audit.AssertAllServed(server.Store, all);
        Audit.AssertOneOfferAtATime(events);
        Assert.Equal(0, patients.Refused);
        Assert.DoesNotContain(events, e => PassedDeadlines.Contains(e.Type));

        // What is dated outside of the time that passed was dated by the wall clock; the server's may be faster by the slew only.
        Assert.All(events, e => Assert.InRange(e.At, beganAt, beganAt + (lasted * (1 + ClockOptions.SlewRateLimit))));

        async Task<OfferMade> Offer(ProviderClient provider, string state)
        {
            var consult = await clinic.Request(state, idempotencyKey: $"held-{held.Count}");
            held.Add(consult.Id);
            return await provider.NextOffer(consult.Id);
        }

        async Task Jump(TimeSpan by)
        {
            await MoreAnswered();
            wall.Jump(by);
            jumped++;
            await MoreAnswered();
            while (await Noticed(server) < jumped)
            {
                await MoreAnswered();
            }
        }

        Task MoreAnswered() => Safety.Within(
            patients.Reached(patients.Answered.Count + BetweenJumps),
            () => $"After {jumped} jumps {patients.Answered.Count} were answered:\n{Said(server)}");
    }

    private static async Task Serve(ProviderClient provider, OfferMade offer)
    {
        await provider.Accept(offer);
        await provider.Start(offer.ConsultId);
        await provider.Complete(offer);
    }

    private static DispatchHostOptions On(SettableWallClock wall) => new()
    {
        Time = wall,
        ConfigureSilo = builder => builder.Services.AddKeyedSingleton<TimeProvider>(ClockOptions.Wall, wall),
    };

    /// <summary>How many jumps the server has seen.</summary>
    private static async Task<double> Noticed(DispatchHost server) =>
        PrometheusText.Sum((await server.Operator.GetMetrics()).Required(), "dispatch_clock_jumps_total") ?? 0;

    private static string Said(DispatchHost server) => string.Join('\n', server.Log.Lines);
}
