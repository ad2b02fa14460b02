using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>
/// Tickets that exactly the same candidates may serve, in order: whoever may serve the first may serve them all, so
/// only the first has to be looked at.
/// </summary>
/// <param name="preferred">The only provider who may serve them; null when any eligible one may.</param>
/// <param name="key">What language whoever serves them has to speak, and who may not; nothing when there is a preferred
/// provider.</param>
internal sealed class Lane(RequirementClass requirements, ProviderId? preferred, LaneKey key)
{
    public RequirementClass Class { get; } = requirements;

    public ProviderId? Preferred { get; } = preferred;

    public LaneKey Key { get; } = key;

    public ProviderId[] Excluded => Key.Excluded;

    public OrderedChunks<WaitingTicket> Tickets { get; } = new();

    /// <summary>Under which key the lane is queued among the lanes: that of its first ticket. Null when it is not.</summary>
    public OrderKey? QueuedAt { get; set; }

    public bool Excludes(ProviderId provider) =>
        Excluded.Length > 0 && Array.BinarySearch(Excluded, provider) >= 0;

    /// <summary>Whether these candidates meet the requirements and speak the language.</summary>
    public bool Serves(CandidateGroup group) =>
        Class.Allows(group) && (Key.Language is not { } language || group.Example.Speaks(language));

    public bool IsServable(Candidates candidates) => Preferred is null && Excluded.Length == 0
        ? Class.HasCandidates(Key.Language)
        : CountCandidates(candidates) > 0;

    /// <summary>How many of the candidates may serve the lane's tickets.</summary>
    public int CountCandidates(Candidates candidates)
    {
        if (Preferred is { } only)
        {
            return IsEligible(candidates.Find(only)) ? 1 : 0;
        }

        var count = Class.CountCandidates(Key.Language);
        foreach (var provider in Excluded)
        {
            count -= IsEligible(candidates.Find(provider)) ? 1 : 0;
        }

        return count;
    }

    private bool IsEligible(KnownProvider? provider) => provider is not null && Serves(provider.Group!);
}
