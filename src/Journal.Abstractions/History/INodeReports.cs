namespace Dispatch.Journal.History;

/// <summary>Where processes say how they are, and hear what the operator wants of them.</summary>
public interface INodeReports
{
    /// <summary>Writes all of a process's report but what the operator wants.</summary>
    /// <returns>Whether the operator wants it to drain.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now.</exception>
    Task<bool> Report(NodeReport report);

    /// <summary>Those seen at or after the instant, in the order of their names.</summary>
    Task<IReadOnlyList<NodeReport>> SeenSince(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <returns>False when no such process ever reported.</returns>
    Task<bool> Want(string node, bool drain);

    /// <summary>A process ended.</summary>
    Task Remove(string node);

    /// <summary>Deletes those last seen before the instant.</summary>
    Task Forget(DateTimeOffset seenBefore);
}
