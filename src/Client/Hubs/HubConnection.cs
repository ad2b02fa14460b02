using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Client.Hubs;

/// <summary>
/// One connection to a hub: the SignalR JSON protocol over a WebSocket, without negotiation. Safe for concurrent calls. It does not
/// reconnect: who uses it knows what to resume.
/// </summary>
public sealed class HubConnection : IAsyncDisposable
{
    private readonly WebSocket _socket;
    private readonly HubConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<HubEvent> _events;
    private readonly HubSendQueue _queue;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, HubCall> _calls = [];
    private readonly TaskCompletionSource _shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HubClosed> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _pingTimer;
    private HubClosed? _ending;
    private long _lastCallId;
    private long _lastReceivedAt;
    private long _messagesAtLastTick;
    private bool _over;

    private HubConnection(
        WebSocket socket, IReadOnlyList<HubEvent> events, HubConnectionOptions options, TimeProvider time)
    {
        _socket = socket;
        _events = events;
        _options = options;
        _time = time;
        _queue = new HubSendQueue(socket, options.SendQueueBytes);
        _lastReceivedAt = time.GetTimestamp();
        _pingTimer = time.CreateTimer(
            static connection => ((HubConnection)connection!).Tick(), this, options.PingInterval, options.PingInterval);
    }

    /// <summary>Completes when the connection is over, whoever ended it. Never faults.</summary>
    public Task<HubClosed> Closed => _closed.Task;

    /// <param name="hub">The hub's address, such as <c>http://host/hubs/provider</c>; http and ws schemes mean the same.</param>
    /// <param name="token">Sent as bearer; null for none.</param>
    /// <param name="events">Complete: an event that nobody takes is skipped.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="time">Drives pings and the watch over a silent server.</param>
    /// <param name="cancel">Ends the connecting only.</param>
    /// <exception cref="HubConnectionException">The server cannot be reached, or refuses: the message says how.</exception>
    public static async Task<HubConnection> Connect(
        Uri hub,
        string? token,
        IReadOnlyList<HubEvent> events,
        HubConnectionOptions? options,
        TimeProvider time,
        CancellationToken cancel = default)
    {
        options ??= new HubConnectionOptions();
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);

        var socket = new ClientWebSocket();
        try
        {
            // The hub protocol has pings of its own.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (token is not null && !options.TokenInQuery)
                socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
            foreach (var (name, value) in options.Headers)
                socket.Options.SetRequestHeader(name, value);
            await socket.ConnectAsync(Address(hub, options.TokenInQuery ? token : null), options.Invoker, both.Token);
        }
        catch (Exception e) when (IsConnectionFault(e, cancel))
        {
            socket.Dispose();
            throw new HubConnectionException($"No connection to {hub}: {e.Message}", e);
        }

        return await Open(socket, events, options, time, cancel);
    }

    /// <summary>The same over a socket that is already connected.</summary>
    public static async Task<HubConnection> Open(
        WebSocket socket,
        IReadOnlyList<HubEvent> events,
        HubConnectionOptions? options,
        TimeProvider time,
        CancellationToken cancel = default)
    {
        options ??= new HubConnectionOptions();
        var connection = new HubConnection(socket, events, options, time);
        connection._queue.TrySend(0, static (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("protocol"u8, "json"u8);
            json.WriteNumber("version"u8, 1);
            json.WriteEndObject();
        });
        _ = connection.Receive();

        try
        {
            await connection._shaken.Task.WaitAsync(options.ConnectTimeout, time, cancel);
            return connection;
        }
        catch (Exception e)
        {
            connection.Abort();
            if (e is TimeoutException)
                throw new HubConnectionException("The server did not shake hands in time.", e);
            throw;
        }
    }

    /// <summary>Calls a hub method and waits for its completion.</summary>
    /// <param name="target">The method's name.</param>
    /// <param name="state">Handed to <paramref name="writeArguments"/>, so that it need not capture.</param>
    /// <param name="writeArguments">Writes the arguments one after another; the array around them is there already.</param>
    /// <param name="resultType">Null for a method whose result does not matter.</param>
    /// <param name="cancel">Ends the waiting, not the call on the server.</param>
    /// <exception cref="HubConnectionException">The connection is or gets lost, or a limit of the options is reached.</exception>
    public Task<HubReply<T>> Call<TState, T>(
        string target,
        TState state,
        Action<Utf8JsonWriter, TState> writeArguments,
        JsonTypeInfo<T>? resultType,
        CancellationToken cancel = default)
    {
        var call = new HubCall<T>(
            resultType,
            _options.ContinueInReceiveLoop ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Register(call);
        var sent = _queue.TrySend((id, target, state, writeArguments), static (json, message) =>
        {
            json.WriteStartObject();
            json.WriteNumber("type"u8, HubFrame.Invocation);
            WriteId(json, message.id);
            json.WriteString("target"u8, message.target);
            json.WriteStartArray("arguments"u8);
            message.writeArguments(json, message.state);
            json.WriteEndArray();
            json.WriteEndObject();
        });

        if (!sent)
        {
            Take(id);
            throw new HubConnectionException($"{target} was not sent: the connection closes, or its send queue is full.");
        }

        return cancel.CanBeCanceled ? call.Reply.WaitAsync(cancel) : call.Reply;
    }

    /// <summary>Takes leave: sends what waits, closes, and waits for the server to close too.</summary>
    /// <param name="cancel">Aborts instead of waiting longer.</param>
    public async Task Close(CancellationToken cancel = default)
    {
        _ending ??= new HubClosed.ByUs();
        _queue.Close();
        try
        {
            await Closed.WaitAsync(_options.ConnectTimeout, _time, cancel);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Abort();
        }
    }

    /// <summary>Cuts the connection without a word, as a lost network does.</summary>
    public void Abort()
    {
        _ending ??= new HubClosed.ByUs();
        _socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Closed.IsCompleted)
            await Close();
        _socket.Dispose();
        _queue.Dispose();
    }

    private static void WriteId(Utf8JsonWriter json, long id)
    {
        Span<byte> digits = stackalloc byte[20];
        id.TryFormat(digits, out var length);
        json.WriteString("invocationId"u8, digits[..length]);
    }

    private static Uri Address(Uri hub, string? token)
    {
        var address = new UriBuilder(hub) { Scheme = hub.Scheme is "https" or "wss" ? "wss" : "ws", Port = hub.Port };
        if (token is not null)
            address.Query = "access_token=" + Uri.EscapeDataString(token);
        return address.Uri;
    }

    private static bool IsConnectionFault(Exception e, CancellationToken cancel) =>
        e is WebSocketException or HttpRequestException or IOException
        || (e is OperationCanceledException && !cancel.IsCancellationRequested);

    private long Register(HubCall call)
    {
        lock (_gate)
        {
            if (_over)
                throw new HubConnectionException("The connection is closed.");
            if (_calls.Count >= _options.PendingCalls)
                throw new HubConnectionException($"{_calls.Count} calls are without an answer already.");
            _calls.Add(++_lastCallId, call);
            return _lastCallId;
        }
    }

    private HubCall? Take(long id)
    {
        lock (_gate)
        {
            return _calls.Remove(id, out var call) ? call : null;
        }
    }

    private async Task Receive()
    {
        HubClosed end;
        var buffer = new HubReceiveBuffer(_options.MessageBytes);
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.Free, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    end = new HubClosed.ByServer(_socket.CloseStatusDescription);
                    _queue.Close();
                    break;
                }

                _lastReceivedAt = _time.GetTimestamp();
                buffer.Filled(received.Count);
                while (buffer.TryTake(out var message))
                    Take(message);
            }
        }
        catch (Exception e)
        {
            // Whatever broke, a socket or a handler: who waits for an answer must hear that none will come.
            end = new HubClosed.Lost(e);
            _socket.Abort();
        }
        finally
        {
            buffer.Release();
        }

        Finish(_ending ?? end);
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        var frame = HubFrame.Parse(message);
        if (!_shaken.Task.IsCompleted)
        {
            if (frame.Error is not null)
                throw new HubConnectionException($"The server refused the handshake: {frame.Error}");
            _shaken.TrySetResult();
            return;
        }

        switch (frame.Type)
        {
            case HubFrame.Invocation:
                foreach (var candidate in _events)
                {
                    if (!frame.Target.SequenceEqual(candidate.Target))
                        continue;
                    candidate.Handler(frame.Arguments);
                    return;
                }

                break;
            case HubFrame.Completion:
                Take(frame.InvocationId)?.Answer(frame);
                break;
            case HubFrame.Close:
                // The server closes the socket next; the reason is only here.
                _ending ??= new HubClosed.ByServer(frame.Error);
                break;
        }
    }

    private void Tick()
    {
        if (_time.GetElapsedTime(_lastReceivedAt) > _options.ServerTimeout)
        {
            _ending ??= new HubClosed.Lost(new TimeoutException($"The server was silent for {_options.ServerTimeout}."));
            _socket.Abort();
            return;
        }

        if (_queue.Messages == _messagesAtLastTick)
        {
            _queue.TrySend(0, static (json, _) =>
            {
                json.WriteStartObject();
                json.WriteNumber("type"u8, HubFrame.Ping);
                json.WriteEndObject();
            });
        }

        _messagesAtLastTick = _queue.Messages;
    }

    private void Finish(HubClosed end)
    {
        _pingTimer.Dispose();
        List<HubCall> unanswered;
        lock (_gate)
        {
            _over = true;
            unanswered = [.. _calls.Values];
            _calls.Clear();
        }

        var cause = (end as HubClosed.Lost)?.Cause;
        var loss = new HubConnectionException($"The connection ended before the answer: {end}", cause);
        _shaken.TrySetException(loss);
        foreach (var call in unanswered)
            call.Fail(loss);
        _closed.TrySetResult(end);
    }
}
