using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Domain.Settings;

namespace Dispatch.Domain.Hours;

/// <summary>
/// A shift plan as people write it: <c>{"timeZone", "weekly"?:[{"days":["monday"], "from":"08:00", "to":"16:00"}],
/// "dated"?:[{"date":"2026-12-24", "from", "to"}]}</c>.
/// </summary>
public static class ShiftPlanDocument
{
    /// <returns>Null when something was reported.</returns>
    public static ShiftPlan? Read(JsonElement body, SettingFault fault)
    {
        var faults = 0;
        var document = new SettingNode(body, "", (field, expected) =>
        {
            faults++;
            fault(field, expected);
        });
        document.Only("timeZone", "weekly", "dated");
        var zone = WindowReading.Zone(document.Member("timeZone"));
        var weekly = WindowReading.Weekly(document.Member("weekly"), ShiftPlan.WindowsMaximum);
        var dated = ImmutableArray.CreateBuilder<DatedWindow>();
        foreach (var item in document.Member("dated").List(ShiftPlan.WindowsMaximum))
        {
            item.Only("date", "from", "to");
            var date = WindowReading.Date(item.Member("date"));
            var window = WindowReading.Window(item);
            if (date is { } on && window is { } right)
            {
                dated.Add(new DatedWindow(on, right));
            }
        }

        return faults == 0 ? new ShiftPlan(zone!.Id, weekly, dated.ToImmutable()) : null;
    }
}
