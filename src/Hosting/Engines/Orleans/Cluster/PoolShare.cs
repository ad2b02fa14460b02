using Dispatch.Domain.States;
using Dispatch.Grains.Pools;
using Dispatch.Hosting.Places;

namespace Dispatch.Hosting.Cluster;

/// <summary>
/// Each process pings the pools whose place it is, so that a ping crosses no process. While members come and go two may
/// ping one pool, and none may for a moment.
/// </summary>
public sealed class PoolShare(ClusterPlaces places) : IPoolShare
{
    public bool Contains(StateCode state) =>
        places.OfState(StateCatalog.IndexOf(state)) is not { } place || place.Equals(places.Here);
}
