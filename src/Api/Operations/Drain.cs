using System.Collections.Concurrent;
using Dispatch.Api.Hubs;

namespace Dispatch.Api.Operations;

/// <summary>
/// Takes this process out of service while it goes on answering: it is not ready, takes no hub connection more, and sends
/// away those that it has, a few at a time, so that they come to other processes. It can be taken back. Stopping the
/// process is its supervisor's.
/// </summary>
public sealed class Drain(OperationEvents events, ApiLimits limits, TimeProvider time)
{
    private const int Steps = 20;

    private readonly ConcurrentDictionary<HubSocket, byte> _sockets = new();
    private int _wanted;
    private long _said;

    /// <summary>Whether this process is being taken out of service.</summary>
    public bool IsWanted => Volatile.Read(ref _wanted) == 1;

    /// <summary>How often it was said here what is wanted: read it before asking the store the same.</summary>
    public long TimesSaid => Volatile.Read(ref _said);

    public void Opened(HubSocket socket) => _sockets.TryAdd(socket, 0);

    public void Closed(HubSocket socket) => _sockets.TryRemove(socket, out _);

    /// <summary>Said here: begins to drain, or takes it back; a repeat changes nothing.</summary>
    public void Set(bool wanted, string node)
    {
        Interlocked.Increment(ref _said);
        Change(wanted, node);
    }

    /// <summary>
    /// Read in the store. What was said here since the store was asked is newer, and stands; the next report agrees with it.
    /// </summary>
    /// <param name="timesSaid"><see cref="TimesSaid"/> from before the store was asked.</param>
    public void Follow(bool wanted, long timesSaid, string node)
    {
        if (timesSaid == TimesSaid)
        {
            Change(wanted, node);
        }
    }

    private void Change(bool wanted, string node)
    {
        if (Interlocked.Exchange(ref _wanted, wanted ? 1 : 0) == (wanted ? 1 : 0))
        {
            return;
        }

        events.Add(new OperationEvent(wanted ? "node.draining" : "node.resumed") { Detail = node });
        if (wanted)
        {
            _ = SendAway();
        }
    }

    private async Task SendAway()
    {
        for (var left = Steps; left > 0 && IsWanted; left--)
        {
            var open = _sockets.Keys;
            foreach (var socket in open.Take((open.Count + left - 1) / left))
            {
                socket.Abort();
            }

            await Task.Delay(limits.DrainOver / Steps, time);
        }
    }
}
