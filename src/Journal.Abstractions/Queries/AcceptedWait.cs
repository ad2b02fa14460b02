namespace Dispatch.Journal.Queries;

/// <param name="RequestedAt">Or when service hours began, of a consult that was asked for outside them.</param>
/// <param name="AcceptBy">The promise that was made.</param>
public sealed record AcceptedWait(DateTimeOffset RequestedAt, DateTimeOffset AcceptedAt, DateTimeOffset AcceptBy);
