using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Hosting.Places;

/// <summary>
/// Where grains live, as far as membership alone can tell. Each state has a place, a silo, where its pool and its consults
/// are: what they tell each other crosses no process, and nobody has to be asked where a consult is. Providers live where
/// their sockets are. Thread-safe.
/// </summary>
public sealed class ClusterPlaces(IClusterMembershipService membership, ILocalSiloDetails local)
{
    // Membership says of a member what it is by its name.
    private const string NodePrefix = "node:";
    private const string SiloPrefix = "silo:";

    private volatile Members _members = new(null, [], [], ImmutableDictionary<string, SiloAddress>.Empty, ImmutableDictionary<SiloAddress, string>.Empty);

    /// <summary>The name under which a process joins.</summary>
    /// <param name="hasSockets">Whether it is an API node that hosts grains too.</param>
    public static string NameOf(NodeName name, bool hasSockets) => (hasSockets ? NodePrefix : SiloPrefix) + name.Value;

    public SiloAddress Here => local.SiloAddress;

    /// <summary>Of a state's pool and consults; null while no silo is known to be active.</summary>
    public SiloAddress? OfState(int index) => Choose(Current().Homes, (uint)index);

    /// <summary>Of a provider's grain that nobody has asked for yet; null where nodes with sockets host no grains.</summary>
    public SiloAddress? OfProvider(GrainId provider)
    {
        var nodes = Current().Nodes;
        return nodes.Contains(Here) ? Here : Choose(nodes, provider.GetUniformHashCode());
    }

    /// <summary>Of the node with this name; null when it hosts no grains, or is gone.</summary>
    public SiloAddress? OfNode(string name) => Current().ByName.GetValueOrDefault(name);

    /// <summary>Whether API nodes host the grains of providers.</summary>
    public bool NodesHostGrains => !Current().Nodes.IsEmpty;

    /// <summary>The name of the process there; null when it is gone.</summary>
    public string? NameAt(SiloAddress silo) => Current().ByAddress.GetValueOrDefault(silo);

    /// <summary>The place of a grain that has one; null for grains that live where they are asked for.</summary>
    public SiloAddress? Of(GrainId grain) => grain.Type.Equals(GrainKinds.Consult)
        ? OfState(ConsultPlace.Of(grain.Key.ToString()!))
        : grain.Type.Equals(GrainKinds.Pool) ? OfState(StateCatalog.IndexOf(new StateCode(grain.Key.ToString()!))) : null;

    private Members Current()
    {
        var snapshot = membership.CurrentSnapshot;
        var known = _members;
        if (ReferenceEquals(known.Snapshot, snapshot))
        {
            return known;
        }

        var active = snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).ToList();
        ImmutableArray<SiloAddress> nodes = [.. active.Where(IsNode).Select(member => member.SiloAddress).Order()];

        // Nodes keep their processors for sockets, unless there is nobody else.
        ImmutableArray<SiloAddress> homes = [.. active.Where(member => !IsNode(member)).Select(member => member.SiloAddress).Order()];
        var names = active.Where(IsNode).ToImmutableDictionary(member => member.Name[NodePrefix.Length..], member => member.SiloAddress);
        var addresses = active.ToImmutableDictionary(member => member.SiloAddress, member => member.Name[(member.Name.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return _members = new Members(snapshot, homes.IsEmpty ? nodes : homes, nodes, names, addresses);
    }

    private static bool IsNode(ClusterMember member) => member.Name.StartsWith(NodePrefix, StringComparison.Ordinal);

    // The highest score wins (rendezvous hashing): who comes or goes moves its own share and nobody else's.
    private static SiloAddress? Choose(ImmutableArray<SiloAddress> silos, uint key)
    {
        SiloAddress? chosen = null;
        var highest = 0u;
        foreach (var silo in silos)
        {
            var score = Mix(((uint)silo.GetConsistentHashCode() * 0x9E3779B1) ^ Mix(key + 1));
            if (chosen is null || score > highest)
            {
                (chosen, highest) = (silo, score);
            }
        }

        return chosen;
    }

    private static uint Mix(uint value)
    {
        value ^= value >> 16;
        value *= 0x7FEB352D;
        value ^= value >> 15;
        value *= 0x846CA68B;
        return value ^ (value >> 16);
    }

    private sealed record Members(
        ClusterMembershipSnapshot? Snapshot,
        ImmutableArray<SiloAddress> Homes,
        ImmutableArray<SiloAddress> Nodes,
        ImmutableDictionary<string, SiloAddress> ByName,
        ImmutableDictionary<SiloAddress, string> ByAddress);
}
