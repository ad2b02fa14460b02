namespace Dispatch.Client.Contract;

public sealed record Reminder(long Seq, string ConsultId, string Promise, DateTimeOffset DueAt);
