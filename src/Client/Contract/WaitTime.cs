namespace Dispatch.Client.Contract;

/// <summary>The line of one state.</summary>
public sealed record WaitTime
{
    public required string State { get; init; }

    public bool Open { get; init; }

    public int Waiting { get; init; }

    public double? OldestWaitingSeconds { get; init; }

    public int OnDuty { get; init; }

    public int Available { get; init; }

    public int Scheduled { get; init; }

    /// <summary>Null when there is too little to estimate from.</summary>
    public EstimatedWait? EstimatedWait { get; init; }

    public LastHour? LastHour { get; init; }
}
