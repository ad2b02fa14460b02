using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Hosting.Nodes;

/// <summary>What the providers of this process have to say to pools goes with the next message to the silo where those are.</summary>
public sealed class BatchedPoolNews(NodeDirectory nodes, IGrainFactory grains) : IPoolNews
{
    private readonly DirectPoolNews _direct = new(grains);

    public bool IsCheap => true;

    public void Announce(StateCode state, Candidate candidate)
    {
        if (!nodes.TryTellPool(new ProviderNews(state, candidate.Provider, candidate.Stamp, candidate)))
        {
            _direct.Announce(state, candidate);
        }
    }

    public void Withdraw(StateCode state, ProviderId provider, long stamp)
    {
        if (!nodes.TryTellPool(new ProviderNews(state, provider, stamp, null)))
        {
            _direct.Withdraw(state, provider, stamp);
        }
    }
}
