using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>Carries to pools what providers have to say of themselves. Hints: they may be lost. Thread-safe.</summary>
public interface IPoolNews
{
    /// <summary>
    /// Whether many go as one. Then a provider tells all its pools whenever it becomes free or busy: that costs less than
    /// the questions and refusals by which they would find out.
    /// </summary>
    bool IsCheap { get; }

    void Announce(StateCode state, Candidate candidate);

    void Withdraw(StateCode state, ProviderId provider, long stamp);
}
