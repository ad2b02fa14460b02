using Dispatch.Api.Hubs;
using Dispatch.Grains.Nodes;

namespace Dispatch.Api.Engines.Embedded;

/// <summary>The one process there is. Keeps its node alive: engines hold observers weakly.</summary>
public sealed class SingleNodeDirectory : INodeDirectory
{
    private readonly Node _node;
    private readonly NodeName _name;
    private readonly Lazy<INodeObserver[]> _all;

    public SingleNodeDirectory(IGrainFactory grains, Node node, NodeName name)
    {
        _node = node;
        _name = name;
        _all = new Lazy<INodeObserver[]>(() => [grains.CreateObjectReference<INodeObserver>(_node)]);
    }

    public IReadOnlyList<INodeObserver> All => _all.Value;

    public INodeObserver? Find(string node) => node == _name.Value ? _all.Value[0] : null;
}
