using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;

namespace Dispatch.Domain.Pools;

/// <summary>Who could serve tickets, in the order of the distribution policy, and who was asked when.</summary>
internal sealed class Candidates(WaitingLineLimits limits, Eligibility eligibility)
{
    private readonly Dictionary<ProviderId, KnownProvider> _known = [];
    private readonly OrderedChunks<KnownProvider> _byLicenseEnd = new();
    private DistributionPolicy _policy;

    public int Count => InOrder.Count;

    /// <summary>All candidates; least flexible shares the order of longest idle, from which it chooses.</summary>
    public OrderedChunks<KnownProvider> InOrder { get; } = new();

    /// <summary>The first instant at which a candidate's licence ends; MaxValue when there is none.</summary>
    public DateTimeOffset NextLicenseEnd => _byLicenseEnd.First?.Candidate!.LicensedUntil ?? DateTimeOffset.MaxValue;

    public DistributionPolicy Policy
    {
        get => _policy;
        set
        {
            if (_policy != value)
            {
                _policy = value;
                Reorder();
            }
        }
    }

    /// <summary>Null when the provider is no candidate.</summary>
    public KnownProvider? Find(ProviderId provider) =>
        _known.TryGetValue(provider, out var known) && known.Candidate is not null ? known : null;

    public int CountWith(Modality modality) =>
        eligibility.Groups.Where(g => g.Example.Modalities.Contains(modality)).Sum(g => g.Members.Count);

    public void Set(Candidate candidate)
    {
        var known = Know(candidate.Provider);
        if (known.Candidate is not null)
        {
            Leave(known);
        }

        Enter(known, candidate);
    }

    /// <summary>A candidate became idle later than it was listed with.</summary>
    public void IdleSince(KnownProvider known, DateTimeOffset since)
    {
        InOrder.Remove(known.Place);
        known.Group!.Members.Remove(known.Place);
        known.Candidate = known.Candidate! with { IdleSince = since };
        known.Place = PlaceOf(known);
        known.Group.Members.Insert(known.Place, known);
        InOrder.Insert(known.Place, known);
    }

    public void Remove(KnownProvider known)
    {
        Leave(known);
        ForgetAbsent();
    }

    /// <summary>Null when no licence has ended by now.</summary>
    public KnownProvider? FirstUnlicensed(DateTimeOffset now) =>
        _byLicenseEnd.First is { } first && first.Candidate!.LicensedUntil <= now ? first : null;

    public void Asked(ProviderId provider, DateTimeOffset now)
    {
        var known = Know(provider);
        if (known.Candidate is not { } candidate)
        {
            known.AskedTicks = now.UtcTicks;
            ForgetAbsent();
            return;
        }

        Leave(known);
        known.AskedTicks = now.UtcTicks;
        Enter(known, candidate);
    }

    private KnownProvider Know(ProviderId provider)
    {
        if (!_known.TryGetValue(provider, out var known))
        {
            _known.Add(provider, known = new KnownProvider(provider));
        }

        return known;
    }

    private void Enter(KnownProvider known, Candidate candidate)
    {
        known.Candidate = candidate;
        known.Group = eligibility.GroupOf(candidate);
        known.Place = PlaceOf(known);
        known.Group.Members.Insert(known.Place, known);
        InOrder.Insert(known.Place, known);
        _byLicenseEnd.Insert(LicenseKey(known), known);
    }

    private void Leave(KnownProvider known)
    {
        _byLicenseEnd.Remove(LicenseKey(known));
        InOrder.Remove(known.Place);
        known.Group!.Members.Remove(known.Place);
        known.Candidate = null;
        known.Group = null;
    }

    private OrderKey PlaceOf(KnownProvider known)
    {
        var ticks = _policy == DistributionPolicy.RoundRobin
            ? known.AskedTicks
            : known.Candidate!.IdleSince.UtcTicks;
        return OrderKey.Of(ticks, known.Id);
    }

    private static OrderKey LicenseKey(KnownProvider known) =>
        OrderKey.Of(known.Candidate!.LicensedUntil.UtcTicks, known.Id);

    private void Reorder()
    {
        List<KnownProvider> all = [];
        foreach (var known in InOrder)
        {
            all.Add(known);
            known.Group!.Members.Clear();
        }

        InOrder.Clear();
        foreach (var known in all)
        {
            known.Place = PlaceOf(known);
            known.Group!.Members.Insert(known.Place, known);
            InOrder.Insert(known.Place, known);
        }
    }

    /// <summary>At twice the limit all but the limit are forgotten, so that the cost is shared by many calls.</summary>
    private void ForgetAbsent()
    {
        if (_known.Count - Count < 2 * Math.Max(1, limits.AbsentProvidersRemembered))
        {
            return;
        }

        var absent = _known.Values.Where(k => k.Candidate is null).OrderByDescending(k => k.AskedTicks).ThenBy(k => k.Id);
        foreach (var known in absent.Skip(limits.AbsentProvidersRemembered).ToList())
        {
            _known.Remove(known.Id);
        }
    }
}
