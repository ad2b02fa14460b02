using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Domain.Settings;

namespace Dispatch.Domain.Hours;

/// <summary>Reads windows, days and zones from documents that people write: <c>"from":"06:00","to":"19:00"</c>.</summary>
internal static class WindowReading
{
    private const int ZoneLength = 64;
    private const int TimeLength = 5;
    private const int DateLength = 10;
    private const int DaysInAWeek = 7;
    private const string EndOfDay = "24:00";

    public static TimeZoneInfo? Zone(SettingNode node)
    {
        node.Require();
        if (node.Text(ZoneLength) is not { } id)
        {
            return null;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        node.Report("Expected an IANA time zone that this machine knows, for instance America/New_York.");
        return null;
    }

    /// <summary>One entry of a list is one window on each of its days.</summary>
    public static ImmutableArray<WeeklyWindow> Weekly(SettingNode list, int atMost)
    {
        var weekly = new List<WeeklyWindow>();
        foreach (var item in list.List(atMost))
        {
            item.Only("days", "from", "to");
            item.Member("days").Require();
            var window = Window(item);
            foreach (var day in item.Member("days").List(DaysInAWeek))
            {
                if (day.Word(Enum.GetValues<DayOfWeek>()) is { } name && window is { } right)
                {
                    weekly.Add(new WeeklyWindow(name, right));
                }
            }
        }

        if (weekly.Count > atMost)
        {
            list.Report($"Expected at most {atMost} windows over all days.");
        }

        return [.. weekly];
    }

    public static DateOnly? Date(SettingNode node)
    {
        node.Require();
        if (node.Text(DateLength) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        node.Report("Expected a date as yyyy-MM-dd.");
        return null;
    }

    /// <summary>The members <c>from</c> and <c>to</c>.</summary>
    public static TimeWindow? Window(SettingNode node)
    {
        var from = Minutes(node.Member("from"));
        var to = Minutes(node.Member("to"));
        if (from is null || to is null)
        {
            return null;
        }

        var window = new TimeWindow(from.Value, to.Value);
        if (window.IsValid)
        {
            return window;
        }

        node.Member("to").Report("Expected a time after from, at most 24:00; hours over midnight are two windows.");
        return null;
    }

    private static int? Minutes(SettingNode node)
    {
        node.Require();
        if (node.Text(TimeLength) is not { } text)
        {
            return null;
        }

        if (text == EndOfDay)
        {
            return TimeWindow.DayMinutes;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        node.Report("Expected a time as HH:mm, 24:00 for the end of the day.");
        return null;
    }
}
