using Dispatch.Domain.Consults;

namespace Dispatch.Domain.Pools;

/// <summary>A ticket and who is to be asked to serve it.</summary>
/// <param name="NextIdleSince">Under longest idle, when the runner-up became idle: a provider who turns out to have
/// been idle for less than that was not the right one to ask. Null when there is no runner-up.</param>
public sealed record Match(Ticket Ticket, Candidate Candidate, DateTimeOffset? NextIdleSince, MatchReason Reason);
