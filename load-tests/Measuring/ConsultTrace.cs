namespace Dispatch.LoadTests.Measuring;

/// <summary>The moments of one consult, as timestamps; 0 for what has not happened. Written by several threads.</summary>
public sealed class ConsultTrace
{
    private long _scheduledAt;
    private long _answeredAt;
    private long _offeredAt;
    private long _acceptedOfferAt;
    private long _assignedAt;
    private long _completedAt;
    private int _assignments;

    public int Clinic { get; set; }

    public long ScheduledAt => Volatile.Read(ref _scheduledAt);

    public long AnsweredAt => Volatile.Read(ref _answeredAt);

    /// <summary>The first offer at any provider's socket.</summary>
    public long OfferedAt => Volatile.Read(ref _offeredAt);

    /// <summary>When the offer that was accepted had come.</summary>
    public long AcceptedOfferAt => Volatile.Read(ref _acceptedOfferAt);

    public long AssignedAt => Volatile.Read(ref _assignedAt);

    public long CompletedAt => Volatile.Read(ref _completedAt);

    /// <summary>How often a provider heard "assigned"; more than once is a broken promise.</summary>
    public int Assignments => Volatile.Read(ref _assignments);

    /// <returns>False when this consult was already the answer to another request.</returns>
    internal bool Requested(int clinic, long scheduledAt, long answeredAt)
    {
        if (Interlocked.CompareExchange(ref _answeredAt, answeredAt, 0) != 0)
            return false;
        Clinic = clinic;
        Volatile.Write(ref _scheduledAt, scheduledAt);
        return true;
    }

    internal void Offered(long at) => Interlocked.CompareExchange(ref _offeredAt, at, 0);

    internal void Assigned(long offeredAt, long at)
    {
        Interlocked.CompareExchange(ref _acceptedOfferAt, offeredAt, 0);
        Interlocked.CompareExchange(ref _assignedAt, at, 0);
        Interlocked.Increment(ref _assignments);
    }

    /// <returns>False when it was completed before.</returns>
    internal bool Completed(long at) => Interlocked.CompareExchange(ref _completedAt, at, 0) == 0;
}
