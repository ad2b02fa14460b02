using System.Net;
using System.Net.Sockets;

namespace Dispatch.LoadTests.Wire;

/// <summary>One TCP connection on the loop. Sends at once where the kernel takes it, and keeps the rest until it does.</summary>
internal sealed class LoopSocket
{
    // What the server does not read is a fault of the run, not a reason to grow without end.
    private const int MostUnsentBytes = 1024 * 1024;

    private readonly EventLoop _loop;
    private readonly ISocketHandler _handler;
    private readonly Socket _socket;
    private readonly int _handle;
    private readonly int _token;
    private byte[] _unsent = [];
    private int _unsentBytes;
    private bool _isConnecting = true;
    private bool _isClosed;

    private LoopSocket(EventLoop loop, ISocketHandler handler, Socket socket)
    {
        _loop = loop;
        _handler = handler;
        _socket = socket;
        _handle = (int)socket.Handle;
        _token = loop.Add(this, _handle, Epoll.Writable);
    }

    /// <summary>Begins to connect; the handler hears how it went.</summary>
    /// <exception cref="SocketException">It could not even begin, for instance for want of file handles.</exception>
    public static LoopSocket Connect(EventLoop loop, EndPoint server, ISocketHandler handler)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, NoDelay = true };
        try
        {
            socket.Connect(server);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It goes on; the socket becomes writable when it is done.
        }

        return new LoopSocket(loop, handler, socket);
    }

    /// <returns>The number of bytes, 0 at the end of the stream or after a fault, -1 when nothing is there now.</returns>
    public int Receive(Span<byte> into)
    {
        if (_isClosed)
            return 0;
        var count = _socket.Receive(into, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock => -1,
            _ => 0,
        };
    }

    /// <returns>False when the connection is broken; then it is closed, and the handler is not told once more.</returns>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        if (_isClosed)
            return false;
        if (_unsentBytes > 0)
            return Keep(bytes);

        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            sent = 0;
        else if (error != SocketError.Success)
            return Break();
        return sent == bytes.Length || Keep(bytes[sent..]);
    }

    /// <summary>Closes without a word to the handler. A repeat does nothing.</summary>
    public void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _loop.Remove(_handle, _token);
        _socket.Dispose();
    }

    /// <summary>Cuts the connection as a lost network does, without the closing of TCP.</summary>
    public void Abort()
    {
        if (!_isClosed)
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Close();
    }

    internal void Handle(uint what)
    {
        if (_isConnecting)
        {
            FinishConnecting();
            return;
        }

        if ((what & Epoll.Writable) != 0 && !Flush())
        {
            _handler.Failed();
            return;
        }

        if ((what & (Epoll.Readable | Epoll.Broken)) != 0)
            _handler.Readable();
    }

    private void FinishConnecting()
    {
        _isConnecting = false;
        if ((int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0)
        {
            Close();
            _handler.Failed();
            return;
        }

        _loop.Change(_handle, _token, Epoll.Readable);
        _handler.Connected();
    }

    private bool Keep(ReadOnlySpan<byte> rest)
    {
        if (_unsentBytes + rest.Length > MostUnsentBytes)
            return Break();
        if (_unsentBytes + rest.Length > _unsent.Length)
            Array.Resize(ref _unsent, Math.Max(_unsentBytes + rest.Length, 2 * _unsent.Length));
        rest.CopyTo(_unsent.AsSpan(_unsentBytes));
        if (_unsentBytes == 0)
            _loop.Change(_handle, _token, Epoll.Readable | Epoll.Writable);
        _unsentBytes += rest.Length;
        return true;
    }

    private bool Flush()
    {
        var sent = _socket.Send(_unsent.AsSpan(0, _unsentBytes), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return true;
        if (error != SocketError.Success)
            return Break();

        _unsent.AsSpan(sent, _unsentBytes - sent).CopyTo(_unsent);
        _unsentBytes -= sent;
        if (_unsentBytes == 0)
            _loop.Change(_handle, _token, Epoll.Readable);
        return true;
    }

    private bool Break()
    {
        Close();
        return false;
    }
}
