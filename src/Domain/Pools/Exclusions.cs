using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>Who may not be asked to serve one consult, until when and why; bounded, the oldest gives way.</summary>
internal sealed class Exclusions(int limit)
{
    private readonly List<(ProviderId Provider, DateTimeOffset Until, PassedOverReason Why)> _inOrderOfAge = [];

    /// <summary>Ascending.</summary>
    public ProviderId[] Providers { get; private set; } = [];

    /// <summary>The first instant at which one ends; <see cref="DateTimeOffset.MaxValue"/> when none does.</summary>
    public DateTimeOffset NextEnd { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>Of two exclusions of one provider the one that ends later stands.</summary>
    public void Add(ProviderId provider, DateTimeOffset until, PassedOverReason why)
    {
        var known = _inOrderOfAge.FindIndex(e => e.Provider == provider);
        if (known >= 0)
        {
            if (_inOrderOfAge[known].Until > until)
            {
                (_, until, why) = _inOrderOfAge[known];
            }

            _inOrderOfAge.RemoveAt(known);
        }
        else if (_inOrderOfAge.Count == limit)
        {
            _inOrderOfAge.RemoveAt(0);
        }

        _inOrderOfAge.Add((provider, until, why));
        Update();
    }

    /// <returns>False, and nothing changes, when the provider is not excluded for this reason.</returns>
    public bool Lift(ProviderId provider, PassedOverReason why)
    {
        if (_inOrderOfAge.RemoveAll(e => e.Provider == provider && e.Why == why) == 0)
        {
            return false;
        }

        Update();
        return true;
    }

    public void DropEnded(DateTimeOffset now)
    {
        if (NextEnd <= now && _inOrderOfAge.RemoveAll(e => e.Until <= now) > 0)
        {
            Update();
        }
    }

    public PassedOverReason? WhyNot(ProviderId provider)
    {
        var known = _inOrderOfAge.FindIndex(e => e.Provider == provider);
        return known < 0 ? null : _inOrderOfAge[known].Why;
    }

    public bool Contains(ProviderId provider) => Array.BinarySearch(Providers, provider) >= 0;

    private void Update()
    {
        Providers = [.. _inOrderOfAge.Select(e => e.Provider).Order()];
        NextEnd = _inOrderOfAge.Count == 0 ? DateTimeOffset.MaxValue : _inOrderOfAge.Min(e => e.Until);
    }
}
