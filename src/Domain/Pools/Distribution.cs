using System.Collections.Immutable;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Pools;

/// <summary>The distribution policy of every state.</summary>
/// <param name="Everywhere">Of the states that have none of their own.</param>
public sealed record Distribution(DistributionPolicy Everywhere, ImmutableDictionary<StateCode, DistributionPolicy> Own)
{
    /// <summary>As long as nobody says something else.</summary>
    public static Distribution Default { get; } =
        new(DistributionPolicy.LongestIdle, ImmutableDictionary<StateCode, DistributionPolicy>.Empty);

    public DistributionPolicy In(StateCode state) => Own.GetValueOrDefault(state, Everywhere);
}
