using System.Net.WebSockets;
using System.Text.Json;

namespace Dispatch.Client.Hubs;

/// <summary>
/// What waits to go out on one socket. The caller that finds the socket idle sends; others leave their bytes behind, and these go
/// out together in one WebSocket message.
/// </summary>
internal sealed class HubSendQueue(WebSocket socket, int limitBytes) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null);
    private PooledBuffer _filling = new();
    private PooledBuffer _leaving = new();
    private bool _sending;
    private bool _closing;

    /// <summary>Grows with every message; tells a ping timer whether the line was idle.</summary>
    public long Messages { get; private set; }

    /// <returns>False when the limit is reached or the connection closes; nothing is sent then.</returns>
    public bool TrySend<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        lock (_gate)
        {
            if (_closing || _filling.Count >= limitBytes)
                return false;

            var start = _filling.Count;
            try
            {
                _writer.Reset(_filling);
                write(_writer, state);
                _writer.Flush();
                _filling.Append([HubFrame.Separator]);
            }
            catch
            {
                // Half a message would spoil those beside it.
                _filling.Truncate(start);
                throw;
            }

            Messages++;
            if (_sending)
                return true;
            _sending = true;
        }

        _ = Drain();
        return true;
    }

    /// <summary>Sends what waits, then a WebSocket close; nothing is taken any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_closing)
                return;
            _closing = true;
            if (_sending)
                return;
            _sending = true;
        }

        _ = Drain();
    }

    public void Dispose() => _writer.Dispose();

    private async Task Drain()
    {
        try
        {
            bool close;
            while (TakeNext(out close))
            {
                await socket.SendAsync(
                    _leaving.Written, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }

            if (close)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            // The receive loop sees the aborted socket and reports the loss once.
            lock (_gate)
            {
                _closing = true;
            }

            socket.Abort();
        }
    }

    private bool TakeNext(out bool close)
    {
        lock (_gate)
        {
            close = _closing;
            if (_filling.Count == 0)
            {
                _filling.Release();
                _leaving.Release();
                _sending = _closing;
                return false;
            }

            _leaving.Truncate(0);
            (_filling, _leaving) = (_leaving, _filling);
            return true;
        }
    }
}
