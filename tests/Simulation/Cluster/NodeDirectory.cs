using Dispatch.Grains.Nodes;

namespace Dispatch.Tests.Simulation;

/// <summary>The nodes that the grains of one node know of. Keeps them alive: engines hold observers weakly.</summary>
internal sealed class NodeDirectory(World world, IGrainFactory grains, Node own) : INodeDirectory
{
    private readonly Dictionary<Node, NodeLink> _links = [];
    private (int, int) _generation;
    private INodeObserver[] _all = [];

    public IReadOnlyList<INodeObserver> All
    {
        get
        {
            if (_generation != world.Cluster.Generation)
            {
                _generation = world.Cluster.Generation;
                foreach (var gone in _links.Keys.Where(n => !world.Cluster.IsMember(n)).ToList())
                {
                    _links.Remove(gone);
                }

                _all = [.. world.Cluster.Members.Select(LinkTo)];
            }

            return _all;
        }
    }

    public INodeObserver? Find(string node) =>
        world.Cluster.Members.FirstOrDefault(n => n.Name == node) is { } found ? LinkTo(found) : null;

    private NodeLink LinkTo(Node node)
    {
        if (!_links.TryGetValue(node, out var link))
        {
            link = new NodeLink(world, own, node, grains.CreateObjectReference<INodeObserver>(node));
            _links.Add(node, link);
        }

        return link;
    }
}
