using Dispatch.Domain.Settings;

namespace Dispatch.Domain.Hours;

/// <summary>
/// The setting <c>service-hours</c>: <c>{"timeZone", "weekly":[{"days":["monday"], "from":"06:00", "to":"19:00"}],
/// "holidays"?:[{"date":"2026-12-25", "windows"?:[{"from", "to"}]}]}</c>. A holiday without windows is closed. What is set
/// for a clinic narrows what is set for all: consults are served while both are open.
/// </summary>
public sealed class ServiceHoursKind : SettingKind<ServiceHours>
{
    public static readonly ServiceHoursKind Instance = new();

    private const int WindowsOfADay = 10;

    private ServiceHoursKind()
    {
    }

    public override string Name => "service-hours";

    protected override ServiceHours? Read(SettingNode document)
    {
        document.Only("timeZone", "weekly", "holidays");
        var zone = WindowReading.Zone(document.Member("timeZone"));
        document.Member("weekly").Require();
        var weekly = WindowReading.Weekly(document.Member("weekly"), ServiceHours.WindowsMaximum);
        var holidays = new Dictionary<DateOnly, Holiday>();
        foreach (var item in document.Member("holidays").List(ServiceHours.HolidaysMaximum))
        {
            if (ReadHoliday(item) is { } holiday && !holidays.TryAdd(holiday.Date, holiday))
            {
                item.Member("date").Report("Expected each date once.");
            }
        }

        return zone is null ? null : new ServiceHours(zone, weekly, holidays.Values);
    }

    private static Holiday? ReadHoliday(SettingNode item)
    {
        item.Only("date", "windows");
        var date = WindowReading.Date(item.Member("date"));
        var windows = new List<TimeWindow>();
        foreach (var node in item.Member("windows").List(WindowsOfADay))
        {
            node.Only("from", "to");
            if (WindowReading.Window(node) is { } window)
            {
                windows.Add(window);
            }
        }

        return date is { } on ? new Holiday(on, [.. windows]) : null;
    }
}
