using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>Each word as a call of its own.</summary>
public sealed class DirectPoolNews(IGrainFactory grains) : IPoolNews
{
    public bool IsCheap => false;

    public void Announce(StateCode state, Candidate candidate) => _ = Pool(state).Announce(candidate);

    public void Withdraw(StateCode state, ProviderId provider, long stamp) => _ = Pool(state).Withdraw(provider, stamp);

    private IStateLicensePoolGrain Pool(StateCode state) => grains.GetGrain<IStateLicensePoolGrain>(state.Value);
}
