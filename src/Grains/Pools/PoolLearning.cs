namespace Dispatch.Grains.Pools;

/// <summary>What a pool keeps across activations although no event says it: what it has learned.</summary>
/// <remarks>
/// Mutable because the engine's persistent state is; only its pool holds it. Member 0, <c>Policy</c>, is a setting now: what was
/// stored with it is read without it, and the number is not given to another.
/// </remarks>
[GenerateSerializer, Alias("pool-learning")]
public sealed class PoolLearning
{
    /// <summary>Share of offers that were accepted, exponentially smoothed; null before the first.</summary>
    [Id(1)]
    public double? AcceptRate { get; set; }

    /// <summary>From acceptance to the end of service, exponentially smoothed, in seconds; null before the first.</summary>
    [Id(2)]
    public double? HandleSeconds { get; set; }
}
