namespace Dispatch.LoadTests.Audit;

/// <param name="Count">All that were found.</param>
/// <param name="Examples">The first few, in words.</param>
public sealed record FaultCount(int Count, IReadOnlyList<string> Examples);
