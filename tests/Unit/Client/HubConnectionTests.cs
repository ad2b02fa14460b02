using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;

namespace Dispatch.Tests.Unit.Client;

public class HubConnectionTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Call_Answered_GivesTheResult()
    {
        var (server, client) = await ScriptedHub.Connected(_time);

        var reply = Accept(client, "off_1");
        Assert.Equal(
            """{"type":1,"invocationId":"1","target":"AcceptOffer","arguments":["off_1"]}""", await server.Next());
        await server.Send("""{"type":3,"invocationId":"1","result":{"result":"gone","reason":"expired"}}""");

        var (answer, refusal) = await reply;
        Assert.Null(refusal);
        Assert.Equal(new AcceptAnswer("gone", null, "expired"), answer);
    }

    [Fact]
    public async Task Call_AnswersOutOfOrder_ReachTheirCallers()
    {
        var (server, client) = await ScriptedHub.Connected(_time);
        var first = Accept(client, "off_1");
        var second = Accept(client, "off_2");
        await server.Next();
        await server.Next();

        await server.SendRaw(
            "{\"type\":3,\"invocationId\":\"2\",\"result\":{\"result\":\"assigned\"}}\u001e"
            + "{\"type\":3,\"invocationId\":\"1\",\"result\":{\"result\":\"gone\"}}\u001e");

        Assert.Equal("gone", (await first).Value?.Result);
        Assert.Equal("assigned", (await second).Value?.Result);
    }

    [Fact]
    public async Task Call_Refused_CarriesTheProblemType()
    {
        var (server, client) = await ScriptedHub.Connected(_time);
        var reply = Accept(client, "off_1");
        await server.Next();

        await server.Send("""{"type":3,"invocationId":"1","error":"urn:dispatch:off-duty: You are off duty."}""");

        Assert.Equal(new HubRefusal("urn:dispatch:off-duty", "You are off duty."), (await reply).Refusal);
    }

    [Fact]
    public async Task Call_ResultOfAnotherShape_FailsThatCallOnly()
    {
        var (server, client) = await ScriptedHub.Connected(_time);
        var reply = Accept(client, "off_1");
        await server.Next();

        await server.Send("""{"type":3,"invocationId":"1","result":[1]}""");
        await Assert.ThrowsAsync<JsonException>(() => reply);

        var next = Accept(client, "off_2");
        await server.Next();
        await server.Send("""{"type":3,"invocationId":"2","result":{"result":"assigned"}}""");
        Assert.True((await next).Value?.IsAssigned);
    }

    [Fact]
    public async Task Event_SplitOverSocketMessages_ArrivesWhole()
    {
        var arrived = Channel.CreateUnbounded<string>();
        var (server, _) = await ScriptedHub.Connected(
            _time, null, new HubEvent("Offer", bytes => arrived.Writer.TryWrite(Encoding.UTF8.GetString(bytes))));

        await server.SendRaw("{\"type\":1,\"target\":\"Unheard\",\"arguments\":[]}\u001e{\"type\":1,\"target\":\"Off");
        await server.SendRaw("er\",\"arguments\":[{\"seq\":7}]}");
        await server.SendRaw("\u001e");

        Assert.Equal("""[{"seq":7}]""", await arrived.Reader.ReadAsync());
    }

    [Fact]
    public async Task Event_LongerThanTheFirstBuffer_ArrivesWhole()
    {
        var arrived = Channel.CreateUnbounded<int>();
        var (server, _) = await ScriptedHub.Connected(
            _time, null, new HubEvent("Snapshot", bytes => arrived.Writer.TryWrite(bytes.Length)));
        var text = new string('x', 100_000);

        await server.Send($$"""{"type":1,"target":"Snapshot","arguments":["{{text}}"]}""");

        Assert.Equal(text.Length + 4, await arrived.Reader.ReadAsync());
    }

    [Fact]
    public async Task Event_LongerThanTheLimit_EndsTheConnection()
    {
        var (server, client) = await ScriptedHub.Connected(_time, new HubConnectionOptions { MessageBytes = 2_000 });

        await server.Send($$"""{"type":1,"target":"Snapshot","arguments":["{{new string('x', 9_000)}}"]}""");

        var lost = Assert.IsType<HubClosed.Lost>(await client.Closed);
        Assert.IsType<InvalidDataException>(lost.Cause);
    }

    [Fact]
    public async Task Handshake_Refused_FailsOpening()
    {
        var (server, socket) = ScriptedHub.Pair();
        var opening = HubConnection.Open(socket, [], null, _time);
        await server.Next();

        await server.Send("""{"error":"no such protocol"}""");

        var refused = await Assert.ThrowsAsync<HubConnectionException>(() => opening);
        Assert.Contains("no such protocol", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handshake_Unanswered_FailsAfterTheLimit()
    {
        var (server, socket) = ScriptedHub.Pair();
        var opening = HubConnection.Open(socket, [], null, _time);
        await server.Next();

        _time.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<HubConnectionException>(() => opening);
    }

    [Fact]
    public async Task Ping_AfterAnIdleInterval_IsSent()
    {
        var (server, _) = await ScriptedHub.Connected(_time);

        // The handshake was sent in the first interval; only the second is idle.
        _time.Advance(TimeSpan.FromSeconds(15));
        await server.Send("""{"type":6}""");
        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal("""{"type":6}""", await server.Next());
    }

    [Fact]
    public async Task Server_SilentForTooLong_CountsAsLost()
    {
        var (_, client) = await ScriptedHub.Connected(_time);

        _time.Advance(TimeSpan.FromSeconds(60));

        var lost = Assert.IsType<HubClosed.Lost>(await client.Closed);
        Assert.IsType<TimeoutException>(lost.Cause);
    }

    [Fact]
    public async Task Server_Closes_TellsWhy()
    {
        var (server, client) = await ScriptedHub.Connected(_time);

        await server.Send("""{"type":7,"error":"draining","allowReconnect":true}""");
        await server.CloseSocket();

        Assert.Equal(new HubClosed.ByServer("draining"), await client.Closed);
    }

    [Fact]
    public async Task Abort_FailsWhatIsUnanswered()
    {
        var (server, client) = await ScriptedHub.Connected(_time);
        var reply = Accept(client, "off_1");
        await server.Next();

        client.Abort();

        Assert.Equal(new HubClosed.ByUs(), await client.Closed);
        await Assert.ThrowsAsync<HubConnectionException>(() => reply);
        await Assert.ThrowsAsync<HubConnectionException>(() => Accept(client, "off_2"));
    }

    [Fact]
    public async Task Server_CutsTheLine_FailsWhatIsUnanswered()
    {
        var (server, client) = await ScriptedHub.Connected(_time);
        var reply = Accept(client, "off_1");
        await server.Next();

        server.Cut();

        await Assert.ThrowsAsync<HubConnectionException>(() => reply);
        Assert.IsType<HubClosed.Lost>(await client.Closed);
    }

    [Fact]
    public async Task Close_SendsWhatWaitsThenTakesLeave()
    {
        var (server, client) = await ScriptedHub.Connected(_time);
        var reply = Accept(client, "off_1");

        var closing = client.Close();
        Assert.Contains("off_1", await server.Next(), StringComparison.Ordinal);
        Assert.Equal("closed", await server.Next());
        await server.CloseSocket();

        await closing;
        Assert.Equal(new HubClosed.ByUs(), await client.Closed);
        await Assert.ThrowsAsync<HubConnectionException>(() => reply);
    }

    [Fact]
    public async Task Call_OverTheLimitOfPendingCalls_FailsAtOnce()
    {
        var (_, client) = await ScriptedHub.Connected(_time, new HubConnectionOptions { PendingCalls = 1 });
        _ = Accept(client, "off_1");

        await Assert.ThrowsAsync<HubConnectionException>(() => Accept(client, "off_2"));
    }

    private static async Task<HubReply<AcceptAnswer>> Accept(HubConnection client, string offerId) =>
        await client.Call(
            "AcceptOffer",
            offerId,
            static (json, id) => json.WriteStringValue(id),
            ContractJson.Default.AcceptAnswer);
}
