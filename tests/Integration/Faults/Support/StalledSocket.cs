using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Faults.Support;

/// <summary>A provider's socket that takes nothing more from the network from some moment on, and does not say so.</summary>
internal sealed class StalledSocket : IDisposable
{
    private const byte EndOfMessage = 0x1e;

    // Little is taken by the operating system for a program that does not read.
    private const int ReceiveBufferBytes = 4096;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<byte> _unfinished = [];
    private readonly Queue<JsonElement> _messages = new();

    private StalledSocket()
    {
    }

    /// <summary>The highest number of the provider's stream that was read.</summary>
    public long LastSeq { get; private set; }

    /// <summary>On duty, having read all that came until then, and reading nothing from now on.</summary>
    public static async Task<StalledSocket> Connect(Uri server, string accessToken)
    {
        var stalled = new StalledSocket();
        stalled._socket.Options.SetRequestHeader("Authorization", "Bearer " + accessToken);
        stalled._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancel) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBufferBytes };
                    await socket.ConnectAsync(context.DnsEndPoint, cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            },
            disposeHandler: false);
        await stalled._socket.ConnectAsync(
            new UriBuilder(new Uri(server, "/hubs/provider")) { Scheme = "ws" }.Uri, invoker, CancellationToken.None);
        await stalled.Send("""{"protocol":"json","version":1}""");
        await stalled.Send("""{"type":1,"invocationId":"1","target":"GoOnDuty","arguments":[null]}""");
        await stalled.ReadUntil(message => message.TryGetProperty("invocationId", out _));
        return stalled;
    }

    /// <summary>Reads up to the next message of the provider's stream.</summary>
    public Task ReadNumbered()
    {
        var before = LastSeq;
        return ReadUntil(_ => LastSeq > before);
    }

    /// <summary>Reads on, to the end of what still comes.</summary>
    public async Task ReadToTheEnd()
    {
        try
        {
            await ReadUntil(_ => false);
        }
        catch (WebSocketException)
        {
            // The server cut the connection: what comes after it is lost.
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private Task Send(string message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(message + (char)EndOfMessage), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadUntil(Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            while (_messages.TryDequeue(out var message))
            {
                Note(message);
                if (wanted(message))
                {
                    return;
                }
            }

            var received = await Safety.Within(
                _socket.ReceiveAsync(_buffer, CancellationToken.None), () => "A socket was sent nothing, and was not closed.");
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            Take(_buffer.AsSpan(0, received.Count));
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (one != EndOfMessage)
            {
                _unfinished.Add(one);
                continue;
            }

            _messages.Enqueue(JsonDocument.Parse(_unfinished.ToArray()).RootElement);
            _unfinished.Clear();
        }
    }

    private void Note(JsonElement message)
    {
        if (message.TryGetProperty("arguments", out var arguments) && arguments[0].TryGetProperty("seq", out var seq))
        {
            LastSeq = seq.GetInt64();
        }
    }
}
