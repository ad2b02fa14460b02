using System.Text.Json.Nodes;
using Dispatch.Engine.Embedded;
using Dispatch.Grains.Consults;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Those that move the clock.</summary>
public partial class IdempotencyTests
{
    [Fact]
    public async Task Request_AKeyThatIsKeptNoLonger_IsAnotherConsult()
    {
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var other = await ContractServer.Start(new() { Time = time });
        var clinic = await other.AddClinic();
        var first = await clinic.Request(Bodies.Consult("TN"), "chart-42");
        await clinic.Rest.Post($"/v1/consults/{first}/cancel", new JsonObject { ["reason"] = "patient left" });
        time.Advance(IdempotencyKey.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(first, await clinic.Request(Bodies.Consult("TN"), "chart-42"));

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotEqual(first, await clinic.Request(Bodies.Consult("TN"), "chart-42"));
    }
}
