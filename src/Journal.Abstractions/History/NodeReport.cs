namespace Dispatch.Journal.History;

/// <summary>How a process that serves requests is.</summary>
/// <param name="Drain">Whether the operator wants it to drain.</param>
/// <param name="Body">UTF-8 JSON, as the process writes it.</param>
public sealed record NodeReport(
    string Node, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool Drain, ReadOnlyMemory<byte> Body);
