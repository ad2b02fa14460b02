using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Hubs;

/// <summary>Which clinic sockets watch what. Thread-safe.</summary>
public sealed class ClinicWatchers(ApiLimits limits)
{
    private readonly ConcurrentDictionary<ClinicId, ImmutableArray<HubSocket>> _consults = new();
    private readonly ConcurrentDictionary<HubSocket, WaitTimeWatch> _waitTimes = new();

    /// <returns>False when the clinic has as many watchers as it may have.</returns>
    public bool TryWatchConsults(ClinicId clinic, HubSocket socket)
    {
        var watchers = _consults.AddOrUpdate(
            clinic,
            static (_, added) => [added.Socket],
            static (_, watching, added) => watching.Contains(added.Socket) || watching.Length >= added.Limit
                ? watching
                : watching.Add(added.Socket),
            (Socket: socket, Limit: limits.WatchersPerClinic));
        return watchers.Contains(socket);
    }

    /// <summary>Of a socket that closed meanwhile nothing is kept.</summary>
    public void WatchWaitTimes(WaitTimeWatch watch)
    {
        _waitTimes[watch.Socket] = watch;
        if (watch.Socket.Closed.IsCancellationRequested)
        {
            _waitTimes.TryRemove(watch.Socket, out _);
        }
    }

    public void EndWaitTimes(HubSocket socket) => _waitTimes.TryRemove(socket, out _);

    public void Remove(ClinicId clinic, HubSocket socket)
    {
        EndWaitTimes(socket);
        while (_consults.TryGetValue(clinic, out var watching) && watching.Contains(socket))
        {
            var rest = watching.Remove(socket);
            if (rest.IsEmpty
                ? _consults.TryRemove(KeyValuePair.Create(clinic, watching))
                : _consults.TryUpdate(clinic, rest, watching))
            {
                return;
            }
        }
    }

    public ImmutableArray<HubSocket> OfConsults(ClinicId clinic) =>
        _consults.TryGetValue(clinic, out var watching) ? watching : [];

    public IReadOnlyList<WaitTimeWatch> OfWaitTimes() => [.. _waitTimes.Values];
}
