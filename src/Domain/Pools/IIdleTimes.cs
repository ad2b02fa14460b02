using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>
/// Since when providers are idle now, for <see cref="DistributionPolicy.LongestIdle"/>: candidates of many lines serve elsewhere without
/// each line hearing of it. Hints; what counts is what a provider answers when it is asked.
/// </summary>
public interface IIdleTimes
{
    /// <summary>Later than now while the provider can take nothing; null where nothing is known of it. Called for every candidate that
    /// would be asked, so it must be cheap.</summary>
    DateTimeOffset? Since(ProviderId provider);
}
