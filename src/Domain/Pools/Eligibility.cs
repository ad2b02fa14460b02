using Dispatch.Domain.Consults;

namespace Dispatch.Domain.Pools;

/// <summary>
/// Who meets what: every kind of requirements in line against every kind of candidate, compared once. The licence is
/// the one requirement that is not compared here, because it ends: a candidate without one is no candidate.
/// </summary>
internal sealed class Eligibility(int idleKindsKept)
{
    private readonly Dictionary<HardRequirements, RequirementClass> _classes = new(RequirementsComparer.Instance);
    private readonly Dictionary<Candidate, CandidateGroup> _groups = new(CapabilityComparer.Instance);
    private readonly List<RequirementClass> _classList = [];
    private int _classesAfterSweep;
    private int _groupsAfterSweep;

    /// <summary>All that are known; some may be empty.</summary>
    public List<CandidateGroup> Groups { get; } = [];

    public RequirementClass ClassOf(HardRequirements requirements)
    {
        if (_classes.TryGetValue(requirements, out var known))
        {
            return known;
        }

        if (_classList.Count >= (2 * _classesAfterSweep) + idleKindsKept)
        {
            SweepClasses();
        }

        var added = new RequirementClass(requirements);
        foreach (var group in Groups)
        {
            Compare(added, group);
        }

        _classes.Add(requirements, added);
        _classList.Add(added);
        return added;
    }

    public CandidateGroup GroupOf(Candidate candidate)
    {
        if (_groups.TryGetValue(candidate, out var known))
        {
            return known;
        }

        if (Groups.Count >= (2 * _groupsAfterSweep) + idleKindsKept)
        {
            SweepGroups();
        }

        var added = new CandidateGroup(candidate);
        foreach (var requirementClass in _classList)
        {
            Compare(requirementClass, added);
        }

        _groups.Add(candidate, added);
        Groups.Add(added);
        return added;
    }

    private static void Compare(RequirementClass requirementClass, CandidateGroup group)
    {
        var licensed = group.Example with { LicensedUntil = DateTimeOffset.MaxValue };
        if (licensed.Meets(requirementClass.Requirements, DateTimeOffset.MinValue))
        {
            requirementClass.AddEligible(group);
        }
    }

    private void SweepClasses()
    {
        foreach (var idle in _classList.Where(c => c.Tickets == 0))
        {
            _classes.Remove(idle.Requirements);
        }

        _classList.RemoveAll(c => c.Tickets == 0);
        _classesAfterSweep = _classList.Count;
    }

    private void SweepGroups()
    {
        foreach (var idle in Groups.Where(g => g.Members.Count == 0))
        {
            _groups.Remove(idle.Example);
            _classList.ForEach(c => c.RemoveEligible(idle));
        }

        Groups.RemoveAll(g => g.Members.Count == 0);
        _groupsAfterSweep = Groups.Count;
    }

    private static int Combine<T>(int hash, ReadOnlySpan<T> items)
        where T : notnull
    {
        foreach (var item in items)
        {
            hash = (hash * 31) + item.GetHashCode();
        }

        return hash;
    }

    private sealed class RequirementsComparer : IEqualityComparer<HardRequirements>
    {
        public static RequirementsComparer Instance { get; } = new();

        public bool Equals(HardRequirements? x, HardRequirements? y) => ReferenceEquals(x, y)
            || (x!.Modality == y!.Modality
                && x.Services.AsSpan().SequenceEqual(y.Services.AsSpan())
                && x.Credentials.AsSpan().SequenceEqual(y.Credentials.AsSpan()));

        public int GetHashCode(HardRequirements obj) =>
            Combine(Combine((int)obj.Modality, obj.Services.AsSpan()), obj.Credentials.AsSpan());
    }

    /// <summary>Takes candidates of the same credential, modalities, services and languages, in the same order, for equal.</summary>
    private sealed class CapabilityComparer : IEqualityComparer<Candidate>
    {
        public static CapabilityComparer Instance { get; } = new();

        public bool Equals(Candidate? x, Candidate? y) => ReferenceEquals(x, y)
            || (x!.Credential == y!.Credential
                && x.Modalities.AsSpan().SequenceEqual(y.Modalities.AsSpan())
                && x.Services.AsSpan().SequenceEqual(y.Services.AsSpan())
                && x.Languages.AsSpan().SequenceEqual(y.Languages.AsSpan()));

        public int GetHashCode(Candidate obj) => Combine(
            Combine(Combine((int)obj.Credential, obj.Modalities.AsSpan()), obj.Services.AsSpan()), obj.Languages.AsSpan());
    }
}
