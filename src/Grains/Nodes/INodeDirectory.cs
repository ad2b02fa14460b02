using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Nodes;

/// <summary>The processes that grains can reach. Thread-safe; in the order of their names.</summary>
public interface INodeDirectory
{
    /// <summary>Those with sockets.</summary>
    IReadOnlyList<INodeObserver> All { get; }

    /// <summary>Those that keep a state board: the ones with sockets, and where grains live elsewhere, those too.</summary>
    IReadOnlyList<INodeObserver> WithBoard => All;

    /// <summary>Null when the node is gone.</summary>
    INodeObserver? Find(string node);

    /// <summary>The node has a socket of the provider, whose grain lives in this process and is to hear when the node is gone.</summary>
    void Holds(string node, ProviderId provider)
    {
    }
}
