using System.Net.WebSockets;
using System.Text;
using Dispatch.Client.Hubs;

namespace Dispatch.Tests.Unit.Client;

/// <summary>The server's end of a hub connection: the test reads what came and says what goes.</summary>
internal sealed class ScriptedHub : IDisposable
{
    private readonly WebSocket _socket;
    private readonly StringBuilder _received = new();

    private ScriptedHub(WebSocket socket) => _socket = socket;

    public static (ScriptedHub Server, WebSocket Client) Pair()
    {
        var (one, other) = DuplexStream.Pair();
        var server = WebSocket.CreateFromStream(one, new WebSocketCreationOptions { IsServer = true });
        var client = WebSocket.CreateFromStream(other, new WebSocketCreationOptions { IsServer = false });
        return (new ScriptedHub(server), client);
    }

    public static async Task<(ScriptedHub Server, HubConnection Client)> Connected(
        ManualTime time, HubConnectionOptions? options = null, params HubEvent[] events)
    {
        var (server, socket) = Pair();
        var opening = HubConnection.Open(socket, events, options, time);
        Assert.Equal("""{"protocol":"json","version":1}""", await server.Next());
        await server.Send("{}");
        return (server, await opening);
    }

    /// <summary>The next message that the client sent, without its separator.</summary>
    public async Task<string> Next()
    {
        while (true)
        {
            var text = _received.ToString();
            var end = text.IndexOf('\u001e');
            if (end >= 0)
            {
                _received.Remove(0, end + 1);
                return text[..end];
            }

            var buffer = new byte[4096];
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                return "closed";
            _received.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }

    public Task Send(string message) => SendRaw(message + '\u001e');

    public async Task SendRaw(string text) =>
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, true, default);

    public Task CloseSocket() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);

    public void Cut() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
