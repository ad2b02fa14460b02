namespace Dispatch.Client.Contract;

public sealed record ShiftStarting(long Seq, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
