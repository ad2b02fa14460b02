using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Hosting.Cluster;

/// <summary>
/// Divides the states among the silos that are alive, so that each pool is pinged once a second and not once by each
/// silo. While silos come and go two may ping one pool, and none may for a second.
/// </summary>
public sealed class PoolShare(IClusterMembershipService membership, ILocalSiloDetails local) : IPoolShare
{
    public bool Contains(StateCode state)
    {
        var silos = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => member.SiloAddress)
            .Order()
            .ToList();
        var index = 0;
        foreach (var letter in state.Value)
        {
            index = (index * 26) + letter;
        }

        return silos.Count == 0 || silos[index % silos.Count].Equals(local.SiloAddress);
    }
}
