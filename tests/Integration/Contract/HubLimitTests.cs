using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Client.Hubs;
using Dispatch.Domain;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Each limit of sockets and of what is said on them.</summary>
public partial class HubLimitTests
{
    [Fact]
    public async Task SocketsPerProvider_OneMore_IsRefusedAndTheOthersStay()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var provider = await server.AddProvider("CA");
        var sockets = new List<RawHub>();
        for (var i = 0; i < DispatchLimits.SocketsPerProvider; i++)
        {
            sockets.Add(await server.Connect(provider));
            await sockets[i].Must("GoOnDuty", new JsonObject());
        }

        var oneMore = await server.Connect(provider);

        var closed = Assert.IsType<HubClosed.ByServer>(await oneMore.Closed);
        Assert.Contains("urn:dispatch:problem:too-many-connections", closed.Error, StringComparison.Ordinal);
        Assert.All(sockets, s => Assert.False(s.Closed.IsCompleted));
        await sockets[0].Must("GoOffDuty");
        Assert.Equal(DispatchLimits.SocketsPerProvider, await SocketsOf(server));
    }

    [Fact]
    public async Task SocketsPerProvider_AfterOneWasRefused_TheProviderIsGoneOnceAllAreClosed()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var provider = await server.AddProvider("CA");
        var sockets = new List<RawHub>();
        for (var i = 0; i <= DispatchLimits.SocketsPerProvider; i++)
        {
            sockets.Add(await server.Connect(provider));
        }

        // Which of them came last to the grain is not said.
        await Task.WhenAny(sockets.Select(s => s.Closed));
        foreach (var socket in sockets)
        {
            socket.Abort();
        }

        await Eventually(async () =>
            (await server.Operator.Get("/v1/ops/overview")).Json.GetProperty("nodes")[0] is var node
            && node.GetProperty("sockets").GetInt32() == 0 && node.GetProperty("connected").GetInt32() == 0);
    }

    [Fact]
    public async Task OpenSockets_OneMore_IsRefused()
    {
        await using var server = await ContractServer.WithLimits(("OpenSockets", "2"));
        var clinic = await server.AddClinic();
        await (await server.Connect(clinic)).Must("WatchConsults");
        var last = await server.Connect(clinic);
        await last.Must("WatchConsults");

        // The web server itself refuses the upgrade, or the hub the connection: either way none opens.
        try
        {
            Assert.IsNotType<HubClosed.ByUs>(await (await server.Connect(clinic)).Closed);
        }
        catch (HubConnectionException)
        {
            // Refused before the socket opened.
        }

        last.Abort();
        await Eventually(async () => await SocketsOf(server) == 1);
        await (await server.Connect(clinic)).Must("WatchConsults");
    }

    [Fact]
    public async Task WatchersPerClinic_OneMore_IsRefusedAndOtherClinicsAreNot()
    {
        await using var server = await ContractServer.WithLimits(("WatchersPerClinic", "1"));
        var clinic = await server.AddClinic();
        await (await server.Connect(clinic)).Must("WatchConsults");

        await (await server.Connect(clinic)).MustBeRefused("too-many-connections", "WatchConsults");
        await (await server.Connect(await server.AddClinic())).Must("WatchConsults");
    }

    [Fact]
    public async Task HubMessage_OneTooLarge_EndsTheConnectionAndChangesNothing()
    {
        await using var server = await ContractServer.WithLimits(("HubMessageBytes", "4096"));
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("CA");
        var id = await server.Begin(clinic, hub, Bodies.Consult());
        var completion = Bodies.Approval("botox").With("justification", new string('j', 5_000));

        await Assert.ThrowsAsync<HubConnectionException>(() => hub.Call("CompleteConsult", id, completion));

        Assert.Equal("inProgress", await clinic.StatusOf(id));
    }

    [Fact]
    public async Task CompletionBytes_OneMore_IsTooLarge()
    {
        await using var server = await ContractServer.WithLimits(("CompletionBytes", "1000"));
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("CA");
        var id = await server.Begin(clinic, hub, Bodies.Consult());
        var small = Bodies.Approval("botox").ToJsonString().Length;
        JsonObject Sized(int bytes) => Bodies.Approval("botox").With("extra", new string('x', bytes - small - ",\"extra\":\"\"".Length));

        await hub.MustBeRefused("too-large", "CompleteConsult", id, Sized(1_001));
        Assert.Equal("inProgress", await clinic.StatusOf(id));
        await hub.Must("CompleteConsult", id, Sized(1_000));
    }

    [Fact]
    public async Task CompletionBytes_OfCharactersThatAreEscaped_AreCountedAsTheyWereSent()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("CA");
        var id = await server.Begin(clinic, hub, Bodies.Consult());
        var apostrophes = new string('\'', 2_000);
        var notes = string.Concat(Enumerable.Range(0, 20).Select(i => $",\"note{i}\":\"{apostrophes}\""));

        var reply = await hub.CallRaw("CompleteConsult", $"\"{id}\"", ApprovalWith(notes));

        Assert.False(reply.IsRefused, reply.Refusal?.ToString());
        var record = (await ContractServer.TimelineOf(clinic, id)).EnumerateArray().Last().GetProperty("data").GetProperty("record");
        Assert.Equal(apostrophes, record.GetProperty("orders")[0].GetProperty("note19").GetString());
    }

    [Fact]
    public async Task CompletionBytes_InAnotherScript_AreBytesAndNotCharacters()
    {
        await using var server = await ContractServer.WithLimits(("CompletionBytes", "1000"));
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("CA");
        var id = await server.Begin(clinic, hub, Bodies.Consult());

        RawHub.IsRefusal("too-large", await hub.CallRaw(
            "CompleteConsult", $"\"{id}\"", ApprovalWith($",\"note\":\"{new string('ж', 500)}\"")));

        Assert.Equal("inProgress", await clinic.StatusOf(id));
    }

    // Written by hand: a writer of JSON would escape it.
    private static string ApprovalWith(string members) =>
        $$"""{"decision":"approved","justification":"Fit.","orders":[{"service":"botox"{{members}}}]}""";

    private static async Task<int> SocketsOf(ContractServer server) =>
        (await server.Operator.Get("/v1/ops/overview")).Is(HttpStatusCode.OK).GetProperty("nodes")[0].GetProperty("sockets").GetInt32();

    // Closing a socket is not told to anybody: it is asked for until it shows.
    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Safety.Limit);
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }
}
