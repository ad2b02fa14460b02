namespace Dispatch.LoadTests.Measuring;

/// <summary>
/// What the generator was told of one consult. Moments are timestamps, 0 for what has not happened. Written by the
/// generator's thread only; another thread may see a moment late, never half.
/// </summary>
public struct ConsultRecord
{
    /// <summary>The 128 bits of the consult's id.</summary>
    public UInt128 Key { get; set; }

    public long ScheduledAt { get; set; }

    public long AnsweredAt { get; set; }

    /// <summary>The first offer at any provider's socket.</summary>
    public long OfferedAt { get; set; }

    /// <summary>When the offer that was accepted had come.</summary>
    public long AcceptedOfferAt { get; set; }

    public long AssignedAt { get; set; }

    public long CompletedAt { get; set; }

    /// <summary>Who heard "assigned" last; negative when nobody did.</summary>
    public int Provider { get; set; }

    public short Clinic { get; set; }

    /// <summary>How often a provider heard "assigned".</summary>
    public byte Assignments { get; set; }

    /// <summary>How many requests were answered with this consult; more than one is a broken promise.</summary>
    public byte Answers { get; set; }

    public readonly bool IsOpen => AnsweredAt != 0 && CompletedAt == 0;
}
