using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// The pools that one node pings: as in a cluster, each node has its share. One that is cut off believes to be alone and pings
/// all, as the others do without it.
/// </summary>
internal sealed class PoolShare(World world, Node node) : IPoolShare
{
    public bool Contains(StateCode state)
    {
        var cluster = world.Cluster;
        if (cluster.IsCutOff(node))
        {
            return true;
        }

        var (members, place) = (0, 0);
        foreach (var other in cluster.Alive)
        {
            if (!cluster.IsCutOff(other))
            {
                place = other == node ? members : place;
                members++;
            }
        }

        return members < 2 || StateCatalog.IndexOf(state) % members == place;
    }
}
