using System.Collections.Concurrent;

namespace Dispatch.Api.Hubs;

/// <summary>Which of the operator's sockets watch what. Thread-safe.</summary>
public sealed class OpsWatchers
{
    private readonly ConcurrentDictionary<HubSocket, byte> _overview = new();
    private readonly ConcurrentDictionary<HubSocket, long> _events = new();

    public IReadOnlyCollection<HubSocket> OfOverview => [.. _overview.Keys];

    /// <summary>With the number of the last event that each was sent.</summary>
    public IReadOnlyCollection<KeyValuePair<HubSocket, long>> OfEvents => [.. _events];

    public void WatchOverview(HubSocket socket)
    {
        _overview[socket] = 0;
        RemoveIfClosed(socket);
    }

    /// <param name="seen">The last event that the socket has.</param>
    public void WatchEvents(HubSocket socket, long seen)
    {
        _events[socket] = seen;
        RemoveIfClosed(socket);
    }

    /// <summary>The socket was sent events up to this one; of one that watches no more nothing changes.</summary>
    public void Sent(HubSocket socket, long before, long upTo) => _events.TryUpdate(socket, upTo, before);

    public void Remove(HubSocket socket)
    {
        _overview.TryRemove(socket, out _);
        _events.TryRemove(socket, out _);
    }

    // Who asks to watch waits for a first answer, and may be gone before it begins to watch.
    private void RemoveIfClosed(HubSocket socket)
    {
        if (socket.Closed.IsCancellationRequested)
        {
            Remove(socket);
        }
    }
}
