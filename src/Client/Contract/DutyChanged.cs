namespace Dispatch.Client.Contract;

public sealed record DutyChanged(long Seq, string Duty);
