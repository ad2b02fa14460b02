using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>A provider who is a candidate, or was one and is remembered for the round.</summary>
internal sealed class KnownProvider(ProviderId id)
{
    /// <summary>Before every instant: such a provider comes first in the round.</summary>
    public const long NeverAsked = -1;

    public ProviderId Id { get; } = id;

    /// <summary>Null while the provider is no candidate, as is <see cref="Group"/>.</summary>
    public Candidate? Candidate { get; set; }

    public CandidateGroup? Group { get; set; }

    public long AskedTicks { get; set; } = NeverAsked;

    /// <summary>The place in the order of the policy.</summary>
    public OrderKey Place { get; set; }
}
