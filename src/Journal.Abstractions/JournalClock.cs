namespace Dispatch.Journal;

/// <summary>The clock for what is appended: the journal keeps instants to the microsecond.</summary>
public static class JournalClock
{
    /// <summary>
    /// Now, to the microsecond. What is folded from an event as it was appended then equals what is folded from the
    /// event as it is read back.
    /// </summary>
    public static DateTimeOffset GetJournalNow(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
