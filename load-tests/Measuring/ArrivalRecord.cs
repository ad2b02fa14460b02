namespace Dispatch.LoadTests.Measuring;

/// <summary>One request: when it was due, sent and answered, as timestamps; 0 for what has not happened.</summary>
public struct ArrivalRecord
{
    public long ScheduledAt { get; set; }

    public long SentAt { get; set; }

    public long AnsweredAt { get; set; }

    /// <summary>Index of its consult; negative without a 201.</summary>
    public int Consult { get; set; }

    /// <summary>The HTTP status; 0 without an answer.</summary>
    public short Status { get; set; }

    public short Clinic { get; set; }
}
