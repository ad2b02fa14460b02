namespace Dispatch.Domain.Pools;

/// <summary>The candidates with the same credential, modalities, services and languages: they meet the same requirements.</summary>
/// <param name="example">Any candidate with these; only they are read.</param>
internal sealed class CandidateGroup(Candidate example)
{
    public Candidate Example { get; } = example;

    /// <summary>In the order of the distribution policy.</summary>
    public OrderedChunks<KnownProvider> Members { get; } = new();
}
