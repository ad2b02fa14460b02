using System.Text.Json.Nodes;
using Dispatch.Client.Hubs;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Those whose clock stands still unless it is moved.</summary>
public partial class HubLimitTests
{
    [Fact]
    public async Task HubCallsPerSecond_OneMore_IsRefusedAndTheConnectionStays()
    {
        var time = new SimulatedTimeProvider(Samples.Start);
        await using var server = await ContractServer.Start(
            new() { Time = time, Settings = new Dictionary<string, string> { ["Dispatch:Limits:HubCallsPerSecond"] = "2" } });
        var hub = await server.Connect(await server.AddProvider("CA"));
        await hub.Must("GoOnDuty", new JsonObject());
        await hub.Must("GoOffDuty");

        await hub.MustBeRefused("rate-limited", "GoOnDuty", new JsonObject());
        time.Advance(TimeSpan.FromSeconds(1));
        await hub.Must("GoOnDuty", new JsonObject());
    }

    [Fact]
    public async Task ProviderRequestsPerSecond_OneConnectionMore_IsRefused()
    {
        await using var server = await ContractServer.Start(Still(("ProviderRequestsPerSecond", "1")));
        var provider = await server.AddProvider("CA");
        await server.Connect(provider);

        var fault = await Assert.ThrowsAsync<HubConnectionException>(() => server.Connect(provider));

        Assert.Contains("429", fault.Message, StringComparison.Ordinal);
    }

    private static DispatchHostOptions Still(params (string Name, string Value)[] limits) => new()
    {
        Time = new SimulatedTimeProvider(Samples.Start),
        Settings = limits.ToDictionary(l => "Dispatch:Limits:" + l.Name, l => l.Value),
    };
}
