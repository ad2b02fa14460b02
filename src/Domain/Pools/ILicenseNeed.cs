using Dispatch.Domain.States;

namespace Dispatch.Domain.Pools;

/// <summary>How much each state needs providers now, for <see cref="DistributionPolicy.LeastFlexible"/>.</summary>
public interface ILicenseNeed
{
    /// <summary>Not negative, and comparable between states; 0 where nobody waits. Called for every licence of every
    /// candidate that is weighed, so it must be cheap.</summary>
    double In(StateCode state);
}
