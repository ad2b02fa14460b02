using System.Collections.Immutable;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Providers;

/// <summary>
/// A provider's licences by state, with the instant at which each ends: it does not change with the clock, and looking
/// it up in the zone's rules is not cheap.
/// </summary>
internal sealed class HeldLicenses(ProviderProfile profile)
{
    private readonly ImmutableArray<(StateCode State, DateTimeOffset EndsAt)> _all =
        [.. profile.Licenses.Select(l => l.State).Distinct().Order().Select(s => (s, profile.LicenseIn(s)!.EndsAt()))];

    // Asked for with every candidate; the same until the next licence ends.
    private readonly Dictionary<StateCode, ImmutableArray<StateCode>> _others = [];
    private DateTimeOffset _othersHoldUntil;

    /// <summary>The states of licences that are valid now, in the order of their codes.</summary>
    public IEnumerable<StateCode> States(DateTimeOffset now) => _all.Where(l => now < l.EndsAt).Select(l => l.State);

    /// <summary>When the licence in the state ends; null when there is none that is valid now.</summary>
    public DateTimeOffset? EndOf(StateCode state, DateTimeOffset now)
    {
        foreach (var (held, endsAt) in _all)
        {
            if (held == state && now < endsAt)
            {
                return endsAt;
            }
        }

        return null;
    }

    /// <summary><see cref="States"/> without one of them.</summary>
    public ImmutableArray<StateCode> Others(StateCode state, DateTimeOffset now)
    {
        if (now >= _othersHoldUntil)
        {
            _others.Clear();
            _othersHoldUntil = NextEnd(now) ?? DateTimeOffset.MaxValue;
        }

        if (!_others.TryGetValue(state, out var others))
        {
            others = [.. States(now).Where(s => s != state)];
            _others.Add(state, others);
        }

        return others;
    }

    /// <summary>When the next licence ends that is valid now; null when none is.</summary>
    public DateTimeOffset? NextEnd(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var (_, endsAt) in _all)
        {
            if (now < endsAt && (next is null || endsAt < next))
            {
                next = endsAt;
            }
        }

        return next;
    }
}
