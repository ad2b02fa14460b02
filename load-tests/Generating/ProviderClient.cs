using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>
/// A provider without think and handle time on a WebSocket of its own: accepts, starts and completes at once. After a loss
/// it comes back and resumes, as a provider's page does.
/// </summary>
internal sealed partial class ProviderClient : ISocketHandler
{
    private const int FirstBytes = 2 * 1024;
    private const int MostBytes = 1024 * 1024;
    private const int WorkAtOnce = 4;
    private const int ReasonBytes = 80;
    private const string WebSocketGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly ProviderFleet _fleet;
    private readonly ServerNode _node;
    private readonly int _index;
    private readonly string _accessToken;
    private readonly ByteWindow _window = new(FirstBytes, MostBytes);
    private readonly HubMessageSplitter _splitter = new();
    private readonly ProviderWork[] _work = new ProviderWork[WorkAtOnce];
    private LoopSocket? _socket;
    private string _webSocketKey = "";
    private Link _link;
    private long _lastCallId;
    private long _preparingCallId;
    private long _lastSeq;
    private long _sentAt;
    private long _receivedAt;
    private long _downAt;

    public ProviderClient(ProviderFleet fleet, ServerNode node, int index, string accessToken)
    {
        _fleet = fleet;
        _node = node;
        _index = index;
        _accessToken = accessToken;
        for (var i = 0; i < WorkAtOnce; i++)
            _work[i] = new ProviderWork();
    }

    private enum Link
    {
        Down,
        Connecting,
        Upgrading,
        Shaking,
        Resuming,
        GoingOnDuty,
        OnDuty,
    }

    /// <summary>Why the last connection could not be made or ended.</summary>
    public string? Fault { get; private set; }

    public bool IsDown => _link == Link.Down;

    public bool IsOnDuty => _link == Link.OnDuty;

    /// <exception cref="System.Net.Sockets.SocketException">There are no handles left.</exception>
    public void Connect()
    {
        _window.Clear();
        _splitter.Clear();
        _link = Link.Connecting;
        _sentAt = _receivedAt = _fleet.Now();
        _socket = LoopSocket.Connect(_fleet.Loop, _node.Address, this);
    }

    public void Connected()
    {
        _link = Link.Upgrading;
        _webSocketKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        Send(Encoding.ASCII.GetBytes(
            $"GET /hubs/provider HTTP/1.1\r\nHost: {_node.Host}\r\nAuthorization: Bearer {_accessToken}\r\n"
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + $"Sec-WebSocket-Key: {_webSocketKey}\r\n\r\n"));
    }

    public void Failed() => Lose("the connection broke");

    public void Readable()
    {
        _fleet.Writer.Clear();
        try
        {
            var count = _socket!.Receive(_window.Free());
            if (count < 0)
                return;
            if (count == 0)
            {
                Lose("the server ended the connection");
                return;
            }

            _window.Filled(count);
            _receivedAt = _fleet.Now();
            if (_link == Link.Upgrading)
                FinishUpgrade();
            if (_link > Link.Upgrading)
                ReadFrames();
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            Lose(e.Message);
            return;
        }

        Flush();
    }

    /// <summary>Drops the connection as a lost network does.</summary>
    public void Drop()
    {
        if (IsDown)
            return;
        _socket!.Abort();
        Down();
    }

    /// <summary>Called once a second: makes calls again that could not be served, pings, and notices a silent server.</summary>
    public void Tick(long now, TimeProvider time)
    {
        if (IsDown)
        {
            if (time.GetElapsedTime(_downAt, now) >= ProviderFleet.ReconnectDelay)
                _fleet.WantsToConnect(this);
            return;
        }

        if (time.GetElapsedTime(_receivedAt, now) > ProviderFleet.ServerSilence)
        {
            Lose("the server was silent");
            return;
        }

        if (_link <= Link.Shaking)
            return;
        _fleet.Writer.Clear();
        if (_link == Link.OnDuty)
        {
            foreach (var work in _work)
            {
                if (work.WaitsToRetry)
                    Call(work);
            }
        }

        if (_fleet.Writer.Written.IsEmpty && time.GetElapsedTime(_sentAt, now) > ProviderFleet.PingAfter(_index))
            _fleet.Writer.Message("{\"type\":6}\u001e"u8);
        Flush();
    }

    public void Close() => _socket?.Close();

    private void FinishUpgrade()
    {
        if (!HttpAnswer.TryRead(_window.Unread, [], out var answer, out var length))
            return;
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1 here; it protects nothing.
        var expected = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_webSocketKey + WebSocketGuid)));
#pragma warning restore CA5350
        if (answer.Status != 101
            || Encoding.ASCII.GetString(HttpAnswer.Header(answer.Headers, "\r\nsec-websocket-accept: "u8)) != expected)
        {
            throw new InvalidDataException($"Expected the server to open a WebSocket, found {answer.Status}.");
        }

        _window.Consume(length);
        _link = Link.Shaking;
        _fleet.Writer.Message("{\"protocol\":\"json\",\"version\":1}\u001e"u8);
    }

    private void ReadFrames()
    {
        while (WebSocketFrame.TryRead(_window.Unread, out var frame, out var length))
        {
            switch (frame.Opcode)
            {
                case WebSocketFrame.Text or WebSocketFrame.Binary or WebSocketFrame.Continuation:
                    var payload = frame.Payload;
                    while (_splitter.TryTake(ref payload, out var message))
                        Take(message);
                    break;
                case WebSocketFrame.Ping:
                    _fleet.Writer.Control(WebSocketFrame.Pong, frame.Payload);
                    break;
                case WebSocketFrame.Close:
                    _fleet.Writer.Control(WebSocketFrame.Close, frame.Payload);
                    Flush();
                    Lose(Fault ?? "the server closed the WebSocket");
                    return;
            }

            // A message may have ended the connection.
            if (IsDown)
                return;
            _window.Consume(length);
        }
    }

    private void Flush()
    {
        if (_fleet.Writer.Written.IsEmpty || IsDown)
            return;
        Send(_fleet.Writer.Written);
        _fleet.Writer.Clear();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        _sentAt = _fleet.Now();
        if (!_socket!.Send(bytes))
            Lose("the connection broke while sending");
    }

    private void Lose(string why)
    {
        if (IsDown)
            return;
        Fault = why;
        _socket!.Close();
        Down();
        _fleet.Lost(this);
    }

    private void Down()
    {
        if (IsOnDuty)
            _fleet.WentOffDuty();
        _fleet.Writer.Clear();
        _link = Link.Down;
        _downAt = _fleet.Now();
    }
}
