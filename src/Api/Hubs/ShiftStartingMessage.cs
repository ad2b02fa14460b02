namespace Dispatch.Api.Hubs;

/// <summary><c>ShiftStarting</c>: a planned shift of the provider begins.</summary>
public sealed record ShiftStartingMessage(long Seq, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
