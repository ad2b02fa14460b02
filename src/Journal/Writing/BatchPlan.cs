namespace Dispatch.Journal.Writing;

/// <summary>
/// What one transaction writes, each list in the order of its keys: two writers that lock the same keys in opposite
/// order would wait for each other.
/// </summary>
/// <param name="Claims">As they stand at the end of the batch; a null holder for a claim that is free then.</param>
internal sealed record BatchPlan(
    IReadOnlyList<PlannedEvent> Events,
    IReadOnlyList<PreparedRow> Rows,
    IReadOnlyList<KeyValuePair<ClaimKey, ClaimHolder?>> Claims);
