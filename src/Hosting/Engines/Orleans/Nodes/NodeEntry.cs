namespace Dispatch.Hosting.Nodes;

/// <summary>A process as the others find it.</summary>
/// <param name="Name">Of this start of the process.</param>
/// <param name="Observer">The grain id of its <c>INodeObserver</c>; null when it has no sockets.</param>
/// <param name="News">The grain id of its <see cref="INodeNews"/>.</param>
/// <param name="Beat">How often the entry was renewed.</param>
public sealed record NodeEntry(string Name, string? Observer, string News, long Beat);
