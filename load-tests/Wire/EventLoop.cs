namespace Dispatch.LoadTests.Wire;

/// <summary>Tells sockets what happened to them, one after another on the calling thread.</summary>
internal sealed class EventLoop : IDisposable
{
    // Few, so that arrivals that fall due meanwhile are not late by a long row of events.
    private const int EventsAtOnce = 16;

    private readonly Epoll _epoll = new(EventsAtOnce);
    private readonly List<LoopSocket?> _sockets = [];
    private readonly Stack<int> _free = [];
    private readonly Stack<int> _freed = [];

    /// <summary>For composing what is sent at once: a handler uses it within one call, and leaves nothing in it.</summary>
    public byte[] Scratch { get; } = new byte[64 * 1024];

    /// <summary>For putting together what is received in parts, in the same way.</summary>
    public byte[] Assembly { get; } = new byte[256 * 1024];

    /// <summary>Waits for at most <paramref name="limit"/>, then handles what is ready.</summary>
    public void RunOnce(TimeSpan limit)
    {
        var count = _epoll.Wait(limit);
        for (var i = 0; i < count; i++)
        {
            var (token, what) = _epoll.At(i);
            _sockets[token]?.Handle(what);
        }

        // A token is used again only after all events that may still carry it.
        while (_freed.TryPop(out var token))
            _free.Push(token);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets.ToArray())
            socket?.Close();
        _epoll.Dispose();
    }

    internal int Add(LoopSocket socket, int handle, uint interest)
    {
        if (!_free.TryPop(out var token))
        {
            token = _sockets.Count;
            _sockets.Add(null);
        }

        _sockets[token] = socket;
        _epoll.Add(handle, token, interest);
        return token;
    }

    internal void Change(int handle, int token, uint interest) => _epoll.Change(handle, token, interest);

    internal void Remove(int handle, int token)
    {
        _epoll.Remove(handle);
        _sockets[token] = null;
        _freed.Push(token);
    }
}
