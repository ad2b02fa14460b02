using System.Net;
using System.Text.Json;
using Dispatch.Api.Admission;
using Dispatch.Client;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Overload, as callers meet it. The delay is injected and the clock stands still unless it is moved, so that
/// nothing depends on how fast the machine is.</summary>
public sealed class AdmissionTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly InjectedDelay _delay = new();
    private readonly SimulatedTimeProvider _time = new(Samples.Start);
    private ContractServer _server = null!;

    [Fact]
    public async Task Overloaded_RefusesBeforeTheBodyIsReadAndWritesNothing()
    {
        var clinic = await StartShedding();
        await UseUp(clinic);

        var refused = await clinic.Rest.Send(HttpMethod.Post, "/v1/consults", "this is no JSON", key: "retried");

        refused.IsProblemWithRetryAfter(429, "busy");
        var before = (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength();
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"), "retried")).IsProblemWithRetryAfter(429, "busy");
        Assert.Equal(before, (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());

        // What was refused left no trace: the key is free for the retry.
        await Calm();
        await clinic.Request(Bodies.Consult("TX"), "retried");
    }

    [Fact]
    public async Task Overloaded_FinishesWhatWasBegun()
    {
        var clinic = await StartShedding();
        var provider = await _server.ConnectOnDuty("NV");
        var id = await clinic.Request(Bodies.Consult("NV"));
        await UseUp(clinic);
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))).IsProblemWithRetryAfter(429, "busy");

        var offer = await provider.Next("Offer", o => o.GetProperty("consultId").GetString() == id);
        await provider.Must("AcceptOffer", offer.GetProperty("offerId").GetString()!);
        await provider.Must("StartConsult", id);
        await provider.Must("CompleteConsult", id, Bodies.Approval("botox"));

        Assert.Equal("completed", (await clinic.Rest.Get("/v1/consults/" + id)).Is(HttpStatusCode.OK).GetProperty("status").GetString());
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))).IsProblemWithRetryAfter(429, "busy");
    }

    [Fact]
    public async Task AFloodingClinic_IsShedAndOthersAreNot()
    {
        var flooding = await StartShedding();
        var other = await _server.AddClinic();
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(Interval);
            for (var many = 0; many < 10; many++)
            {
                await flooding.Rest.Post("/v1/consults", Bodies.Consult("TX"));
            }

            // Two a second, of the ten that are let in whatever the delay: less than half.
            if (i % 5 == 0)
            {
                await other.Request(Bodies.Consult("TX"));
            }
        }

        (await flooding.Rest.Post("/v1/consults", Bodies.Consult("TX"))).IsProblemWithRetryAfter(429, "over-share");
        Assert.Equal(4, (await other.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task State_IsShownToTheOperatorAndInMetrics()
    {
        var clinic = await StartShedding();
        await UseUp(clinic);
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))).IsProblem(429, "busy");

        var admission = (await _server.Operator.Get("/v1/ops/overview")).Is(HttpStatusCode.OK).GetProperty("admission");
        var metrics = (await _server.Nobody.Get("/metrics")).Text;

        Assert.Equal("shedding", admission.GetProperty("state").GetString());
        Assert.Equal(1, admission.GetProperty("delaySeconds").GetDouble(), 3);
        Assert.True(admission.GetProperty("limitPerSecond").GetDouble() >= 10);
        Assert.Equal(1, PrometheusText.Sum(metrics, "dispatch_admission_shedding"));
        Assert.True(PrometheusText.Sum(metrics, "dispatch_admission_shed_total") >= 1);
        Assert.True(PrometheusText.Sum(metrics, "dispatch_admission_admitted_total") >= 1);

        await Calm();
        admission = (await _server.Operator.Get("/v1/ops/overview")).Is(HttpStatusCode.OK).GetProperty("admission");
        Assert.Equal("open", admission.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, admission.GetProperty("limitPerSecond").ValueKind);
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedAtStart() =>
        Assert.Contains("DelayTarget", Assert.ThrowsAny<System.ComponentModel.DataAnnotations.ValidationException>(
            () => Api.DispatchServer.Create(["--port", "0", "--Dispatch:Admission:DelayTarget=1.00:00:00"])).Message, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>A server that sheds, with the clinic whose requests brought it there.</summary>
    private async Task<TestClinic> StartShedding()
    {
        _server = await ContractServer.Start(new DispatchHostOptions
        {
            Time = _time,
            Settings = new Dictionary<string, string>
            {
                ["Dispatch:Admission:Enabled"] = "true",
                ["Dispatch:Admission:RequestsPerSecondMinimum"] = "10",
            },
            Configure = builder => builder.Services.AddSingleton<IDelaySource>(_delay),
        });
        var clinic = await _server.AddClinic();
        _delay.Value = TimeSpan.FromSeconds(1);
        for (var i = 0; i < 3; i++)
        {
            for (var many = 0; many < 20; many++)
            {
                await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"));
            }

            _time.Advance(Interval);
        }

        return clinic;
    }

    /// <summary>Asks until it is refused: while the clock stands no share comes back.</summary>
    private static async Task UseUp(TestClinic clinic)
    {
        for (var i = 0; i < 200; i++)
        {
            if ((await clinic.Rest.Post("/v1/consults", Bodies.Consult("TX"))).Status != 201)
            {
                return;
            }
        }

        Assert.Fail("Expected a refusal, found none in 200 requests.");
    }

    /// <summary>No delay and no requests, until everything is let in.</summary>
    private async Task Calm()
    {
        _delay.Value = TimeSpan.Zero;
        for (var i = 0; i < 60; i++)
        {
            _time.Advance(Interval);
            await _server.Nobody.Get("/metrics");
        }
    }

    private sealed class InjectedDelay : IDelaySource
    {
        public TimeSpan Value { get; set; }

        public TimeSpan Measure() => Value;
    }
}
