using Dispatch.Grains.Nodes;

namespace Dispatch.Tests.Simulation;

/// <summary>The one node there is. Keeps it alive: engines hold observers weakly.</summary>
internal sealed class NodeDirectory(IGrainFactory grains, Node only) : INodeDirectory
{
    private readonly Lazy<INodeObserver[]> _all = new(() => [grains.CreateObjectReference<INodeObserver>(only)]);

    public IReadOnlyList<INodeObserver> All => _all.Value;

    public INodeObserver? Find(string node) => node == only.Name ? _all.Value[0] : null;
}
