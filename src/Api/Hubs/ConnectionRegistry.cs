using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Hubs;

/// <summary>
/// The providers with a socket on this node, and which of them are on duty in which states. Thread-safe; what is known
/// of duty is as new as the last answer of the provider's grain that passed through here.
/// </summary>
public sealed class ConnectionRegistry(TimeProvider time)
{
    private readonly ConcurrentDictionary<ProviderId, Entry> _providers = new();
    private readonly Lock _roster = new();
    private readonly Dictionary<StateCode, SortedSet<ProviderId>> _onDuty = [];

    public int Count => _providers.Count;

    public int OnDutyCount
    {
        get
        {
            lock (_roster)
            {
                return _onDuty.Values.SelectMany(p => p).Distinct().Count();
            }
        }
    }

    public void Add(ProviderSocket socket) => _providers.AddOrUpdate(
        socket.Provider,
        static (_, added) => new Entry([added]),
        static (_, entry, added) => entry with { Sockets = entry.Sockets.Add(added) },
        socket);

    public void Remove(ProviderSocket socket)
    {
        while (_providers.TryGetValue(socket.Provider, out var entry))
        {
            var rest = entry.Sockets.Remove(socket);
            var removed = rest.IsEmpty
                ? _providers.TryRemove(KeyValuePair.Create(socket.Provider, entry))
                : _providers.TryUpdate(socket.Provider, entry with { Sockets = rest }, entry);
            if (!removed)
            {
                continue;
            }

            if (rest.IsEmpty)
            {
                SetStates(socket.Provider, []);
            }

            return;
        }
    }

    /// <summary>Empty when the provider has no socket here.</summary>
    public ImmutableArray<ProviderSocket> Sockets(ProviderId provider) =>
        _providers.TryGetValue(provider, out var entry) ? entry.Sockets : [];

    /// <summary>News of the provider's duty and licences.</summary>
    public void Update(ProviderView view)
    {
        var now = time.GetUtcNow();
        var isOnDuty = !view.Suspended && view.Duty is (Duty.Available or Duty.Busy) && _providers.ContainsKey(view.Profile.Id);
        SetStates(view.Profile.Id, isOnDuty ? [.. view.Profile.Licenses.Where(l => l.IsValidAt(now)).Select(l => l.State)] : []);

        // The last socket may have gone while this was written.
        if (isOnDuty && !_providers.ContainsKey(view.Profile.Id))
        {
            SetStates(view.Profile.Id, []);
        }
    }

    /// <summary>In the order of their ids.</summary>
    public ImmutableArray<ProviderId> OnDuty(StateCode state)
    {
        lock (_roster)
        {
            return _onDuty.TryGetValue(state, out var providers) ? [.. providers] : [];
        }
    }

    /// <summary>Everybody on duty here, in the order of their ids.</summary>
    public ImmutableArray<ProviderId> OnDuty()
    {
        lock (_roster)
        {
            return [.. _onDuty.Values.SelectMany(p => p).Distinct().Order()];
        }
    }

    public bool IsOnDuty(ProviderId provider)
    {
        lock (_roster)
        {
            return _onDuty.Values.Any(providers => providers.Contains(provider));
        }
    }

    /// <summary>Everybody with a socket here, in no order.</summary>
    public IReadOnlyCollection<ProviderId> All() => [.. _providers.Select(p => p.Key)];

    private void SetStates(ProviderId provider, ImmutableArray<StateCode> states)
    {
        lock (_roster)
        {
            foreach (var (state, providers) in _onDuty)
            {
                if (!states.Contains(state))
                {
                    providers.Remove(provider);
                }
            }

            foreach (var state in states)
            {
                if (!_onDuty.TryGetValue(state, out var providers))
                {
                    _onDuty[state] = providers = [];
                }

                providers.Add(provider);
            }
        }
    }

    private sealed record Entry(ImmutableArray<ProviderSocket> Sockets);
}
