namespace Dispatch.Journal.Writing;

/// <summary>
/// What one transaction writes, each list in the order of its keys: two writers that lock the same keys in opposite
/// order would wait for each other.
/// </summary>
/// <param name="Claims">Those that differ from what is stored.</param>
internal sealed record BatchPlan(
    IReadOnlyList<PlannedEvent> Events,
    IReadOnlyList<PreparedRow> Rows,
    IReadOnlyList<PlannedClaim> Claims);
