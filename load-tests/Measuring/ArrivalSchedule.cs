namespace Dispatch.LoadTests.Measuring;

/// <summary>When each arrival is due, evenly spaced, whatever the server does: the schedule never waits for an answer.</summary>
/// <param name="StartsAt">Timestamp of arrival 0.</param>
/// <param name="PerSecond">Arrivals per second.</param>
/// <param name="TimestampFrequency">Timestamps per second.</param>
public sealed record ArrivalSchedule(long StartsAt, double PerSecond, long TimestampFrequency)
{
    /// <summary>The timestamp at which an arrival is due. Counted from the start, so that rounding never adds up.</summary>
    public long DueAt(long number) => StartsAt + (long)(number * (TimestampFrequency / PerSecond));

    /// <summary>How many arrivals are due within the first part of the run.</summary>
    public long CountWithin(TimeSpan length) => (long)Math.Ceiling(length.TotalSeconds * PerSecond);
}
