namespace Dispatch.Grains.Nodes;

/// <summary>The processes that grains can reach. Thread-safe; in the order of their names.</summary>
public interface INodeDirectory
{
    IReadOnlyList<INodeObserver> All { get; }

    /// <summary>Null when the node is gone.</summary>
    INodeObserver? Find(string node);
}
