namespace Dispatch.Journal.Queries;

/// <param name="AcceptBy">The promise that was made.</param>
public sealed record AcceptedWait(DateTimeOffset RequestedAt, DateTimeOffset AcceptedAt, DateTimeOffset AcceptBy);
