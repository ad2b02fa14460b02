using System.Collections.Immutable;

namespace Dispatch.Domain.Hours;

/// <summary>When consults are served: weekly windows by the clock of one time zone, and dates that differ.</summary>
/// <remarks>
/// A window ends with its day: hours that reach over midnight are two windows. An instant at which a window begins is
/// inside it, one at which it ends is not. Immutable.
/// </remarks>
public sealed class ServiceHours
{
    /// <summary>How far ahead an opening is looked for. From 1 to 366 days; what opens later counts as never.</summary>
    public const int DaysAhead = 366;

    public const int WindowsMaximum = 50;
    public const int HolidaysMaximum = 200;

    private readonly ImmutableArray<ImmutableArray<TimeWindow>> _byDay;
    private readonly Dictionary<DateOnly, ImmutableArray<TimeWindow>> _holidays;

    /// <param name="holidays">Dates are distinct.</param>
    /// <exception cref="ArgumentException">A window is not valid, or a date comes twice.</exception>
    public ServiceHours(TimeZoneInfo zone, IEnumerable<WeeklyWindow> weekly, IEnumerable<Holiday> holidays)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Zone = zone;
        var windows = weekly.ToList();
        _holidays = holidays.ToDictionary(h => h.Date, h => h.Windows);
        if (windows.Exists(w => !w.Window.IsValid) || _holidays.Values.Any(day => day.Any(w => !w.IsValid)))
        {
            throw new ArgumentException("Expected windows of at least a minute within one day.");
        }

        _byDay = [.. Enum.GetValues<DayOfWeek>().Order().Select(
            day => (ImmutableArray<TimeWindow>)[.. windows.Where(w => w.Day == day).Select(w => w.Window).OrderBy(w => w.From)])];
    }

    public static ServiceHours Always { get; } = new(
        TimeZoneInfo.Utc, Enum.GetValues<DayOfWeek>().Select(day => new WeeklyWindow(day, TimeWindow.WholeDay)), []);

    public TimeZoneInfo Zone { get; }

    public bool IsOpen(DateTimeOffset at) => LocalWindows.IsOn(at, Zone, WindowsOn);

    /// <summary>The first instant from then on at which it is open: itself when it is; null when there is none within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => NextOpening([this], at);

    /// <summary>The first instant from then on at which all of these are open; null when there is none within a year.</summary>
    /// <param name="all">A clinic's hours narrow the deployment's: both have to be open.</param>
    public static DateTimeOffset? NextOpening(IReadOnlyList<ServiceHours> all, DateTimeOffset at)
    {
        var limit = at.AddDays(DaysAhead);
        var candidate = at;
        while (candidate <= limit)
        {
            // Each round moves on to an opening of somebody who is closed: no earlier instant can be open to all.
            var closed = all.FirstOrDefault(h => !h.IsOpen(candidate));
            if (closed is null)
            {
                return candidate;
            }

            if (LocalWindows.NextStart(candidate, closed.Zone, closed.WindowsOn, DaysAhead) is not { } start)
            {
                return null;
            }

            candidate = start;
        }

        return null;
    }

    private ImmutableArray<TimeWindow> WindowsOn(DateOnly date) =>
        _holidays.TryGetValue(date, out var windows) ? windows : _byDay[(int)date.DayOfWeek];
}
