using System.Collections.Immutable;

namespace Dispatch.Domain.Hours;

/// <summary>Windows of local days as spans of instants.</summary>
internal static class LocalWindows
{
    // No zone is further from UTC than 14 hours, so the local date is at most a day off; windows end with their day.
    private const int DaysAround = 1;

    /// <summary>The end of the span that is on at the instant; null when none is. Spans that touch are one.</summary>
    public static DateTimeOffset? EndOfCurrent(
        DateTimeOffset at, TimeZoneInfo zone, Func<DateOnly, ImmutableArray<TimeWindow>> windowsOn, int daysAhead)
    {
        DateTimeOffset? end = null;
        foreach (var (start, finish) in Spans(at, zone, windowsOn, daysAhead))
        {
            var reached = end ?? at;
            if (start > reached)
            {
                break;
            }

            if (finish > reached)
            {
                end = finish;
            }
        }

        return end;
    }

    /// <summary>The next beginning after the instant of a span that is not on yet; null when there is none within the days.</summary>
    public static DateTimeOffset? NextStart(
        DateTimeOffset at, TimeZoneInfo zone, Func<DateOnly, ImmutableArray<TimeWindow>> windowsOn, int daysAhead)
    {
        DateTimeOffset reached = DateTimeOffset.MinValue;
        foreach (var (start, finish) in Spans(at, zone, windowsOn, daysAhead))
        {
            if (start > at && start > reached)
            {
                return start;
            }

            reached = finish > reached ? finish : reached;
        }

        return null;
    }

    public static bool IsOn(DateTimeOffset at, TimeZoneInfo zone, Func<DateOnly, ImmutableArray<TimeWindow>> windowsOn)
    {
        var today = DateOf(at, zone);
        for (var offset = -DaysAround; offset <= DaysAround; offset++)
        {
            var date = today.AddDays(offset);
            foreach (var window in windowsOn(date))
            {
                var (start, end) = window.On(date, zone);
                if (start <= at && at < end)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Ordered by their starts; empty ones are left out.</summary>
    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Spans(
        DateTimeOffset at, TimeZoneInfo zone, Func<DateOnly, ImmutableArray<TimeWindow>> windowsOn, int daysAhead)
    {
        var today = DateOf(at, zone);
        for (var offset = -DaysAround; offset <= daysAhead; offset++)
        {
            var date = today.AddDays(offset);
            foreach (var span in windowsOn(date).Select(w => w.On(date, zone)).Where(s => s.Start < s.End).Order())
            {
                yield return span;
            }
        }
    }

    private static DateOnly DateOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
