using Dispatch.Api.Hubs;
using Dispatch.Api.Security;
using Dispatch.Journal.Sessions;

namespace Dispatch.Api.Sessions;

/// <summary>A session as this process knows it. Thread-safe.</summary>
public sealed class BrowserSession(TokenHash hash, Caller caller, StoredSession stored)
{
    private readonly Lock _lock = new();
    private readonly HashSet<HubSocket> _sockets = [];
    private DateTimeOffset _seenAt = stored.SeenAt;
    private DateTimeOffset _writtenAt = stored.SeenAt;
    private bool _ended = stored.EndedAt is not null;

    public TokenHash Hash => hash;

    public Caller Caller => caller;

    public CallerKind Kind => caller.Kind;

    public string Subject => stored.Subject;

    public DateTimeOffset CreatedAt => stored.CreatedAt;

    public DateTimeOffset EndsAt => stored.EndsAt;

    /// <summary>When something was last done with it, as far as this process knows.</summary>
    public DateTimeOffset SeenAt
    {
        get
        {
            lock (_lock)
            {
                return _seenAt;
            }
        }
    }

    public bool HasEnded
    {
        get
        {
            lock (_lock)
            {
                return _ended;
            }
        }
    }

    public bool HasSockets
    {
        get
        {
            lock (_lock)
            {
                return _sockets.Count > 0;
            }
        }
    }

    /// <summary>Something was done with it, here or elsewhere.</summary>
    /// <param name="writeEvery">How often the store is told.</param>
    /// <returns>Whether it is to be told now.</returns>
    public bool Seen(DateTimeOffset at, TimeSpan writeEvery)
    {
        lock (_lock)
        {
            if (at > _seenAt)
            {
                _seenAt = at;
            }

            if (_ended || _seenAt < _writtenAt + writeEvery)
            {
                return false;
            }

            _writtenAt = _seenAt;
            return true;
        }
    }

    /// <summary>Ties a connection to the session; one that has ended cuts it at once.</summary>
    public void Attach(HubSocket socket)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _sockets.Add(socket);
                return;
            }
        }

        socket.Abort();
    }

    public void Detach(HubSocket socket)
    {
        lock (_lock)
        {
            _sockets.Remove(socket);
        }
    }

    /// <summary>Cuts its connections; a repeat does nothing.</summary>
    public void End()
    {
        HubSocket[] sockets;
        lock (_lock)
        {
            _ended = true;
            sockets = [.. _sockets];
            _sockets.Clear();
        }

        foreach (var socket in sockets)
        {
            socket.Abort();
        }
    }
}
