using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Those whose clock stands still unless it is moved.</summary>
public partial class LimitTests
{
    [Fact]
    public async Task RequestsPerSecond_OfAClinic_AreItsOwnAndOneMoreIsAskedToWait()
    {
        // The clock stands still: no second passes unless it is moved.
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var server = await ContractServer.Start(new() { Time = time });
        var busy = await server.AddClinic(requestsPerSecond: 3);
        var other = await server.AddClinic(requestsPerSecond: 3);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await busy.Rest.Get("/v1/consults")).Status);
        }

        (await busy.Rest.Get("/v1/consults")).IsProblemWithRetryAfter(429, "rate-limited");
        (await busy.Rest.Post("/v1/consults", Bodies.Consult())).IsProblemWithRetryAfter(429, "rate-limited");
        Assert.Equal(200, (await other.Rest.Get("/v1/consults")).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await busy.Rest.Get("/v1/consults")).Status);
    }

    [Fact]
    public async Task RequestsPerSecond_OfTheOperator_AreLimited()
    {
        await using var server = await ContractServer.Start(Still(("OperatorRequestsPerSecond", "2")));

        await server.Operator.Get("/v1/ops/overview");
        await server.Operator.Get("/v1/ops/overview");

        (await server.Operator.Get("/v1/ops/overview")).IsProblemWithRetryAfter(429, "rate-limited");
    }

    [Fact]
    public async Task FailedAuthentications_TooMany_AreNotLookedUpAndGoodTokensStillPass()
    {
        await using var server = await ContractServer.Start(Still(("FailedAuthenticationsPerSecond", "1")));
        var clinic = await server.AddClinic();
        for (var i = 0; i < 5; i++)
        {
            (await server.Nobody.As($"dk_guess{i}").Get("/v1/consults")).IsProblem(401, "unauthenticated");
        }

        (await server.Nobody.As("dk_guess6").Get("/v1/consults")).IsProblemWithRetryAfter(429, "rate-limited");
        Assert.Equal(200, (await clinic.Rest.Get("/v1/consults")).Status);
    }

    private static DispatchHostOptions Still(params (string Name, string Value)[] limits) => new()
    {
        Time = new SimulatedTimeProvider(Samples.Start),
        Settings = limits.ToDictionary(l => "Dispatch:Limits:" + l.Name, l => l.Value),
    };
}
