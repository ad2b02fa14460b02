using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>The tickets with the same hard requirements, and who meets them.</summary>
internal sealed class RequirementClass
{
    public static readonly ProviderId[] Nobody = [];

    private readonly HashSet<CandidateGroup> _eligible = [];

    public RequirementClass(HardRequirements requirements)
    {
        Requirements = requirements;
        Plain = new Lane(this, null, new LaneKey(null, Nobody));
    }

    public HardRequirements Requirements { get; }

    /// <summary>Groups whose candidates meet the requirements; some may be empty.</summary>
    public List<CandidateGroup> Eligible { get; } = [];

    /// <summary>Tickets that any eligible candidate may serve.</summary>
    public Lane Plain { get; }

    /// <summary>Tickets that some eligible candidates may not serve, by the language and by who these are.</summary>
    public Dictionary<LaneKey, Lane> Narrower { get; } = [];

    /// <summary>Tickets in line with these requirements, whether or not they are in a lane.</summary>
    public int Tickets { get; set; }

    public bool Allows(CandidateGroup group) => _eligible.Contains(group);

    public void AddEligible(CandidateGroup group)
    {
        _eligible.Add(group);
        Eligible.Add(group);
    }

    public void RemoveEligible(CandidateGroup group)
    {
        if (_eligible.Remove(group))
        {
            Eligible.Remove(group);
        }
    }

    /// <param name="language">That they have to speak; null for any.</param>
    public bool HasCandidates(string? language = null)
    {
        foreach (var group in Eligible)
        {
            if (group.Members.Count > 0 && (language is null || group.Example.Speaks(language)))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc cref="HasCandidates"/>
    public int CountCandidates(string? language = null)
    {
        var count = 0;
        foreach (var group in Eligible)
        {
            count += language is null || group.Example.Speaks(language) ? group.Members.Count : 0;
        }

        return count;
    }
}
