using System.Globalization;
using System.Text.Json;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Providers;

/// <summary>A provider's shifts, written as they are sent.</summary>
/// <param name="OnShift">Whether one is on now.</param>
/// <param name="EndsAt">When the one that is on ends; null when none is on.</param>
/// <param name="NextStartsAt">When the next one begins; null when none is planned within two weeks.</param>
public sealed record ShiftsBody(
    ProviderId ProviderId,
    string TimeZone,
    IReadOnlyList<WeeklyShiftBody> Weekly,
    IReadOnlyList<DatedShiftBody> Dated,
    bool OnShift,
    DateTimeOffset? EndsAt,
    DateTimeOffset? NextStartsAt)
{
    public static ShiftsBody Of(ProviderId provider, ShiftPlan plan, DateTimeOffset now) => new(
        provider,
        plan.TimeZone,
        [.. plan.Weekly.GroupBy(w => w.Window).OrderBy(g => g.Key.From).Select(g => new WeeklyShiftBody(
            [.. g.Select(w => w.Day).Order().Select(d => JsonNamingPolicy.CamelCase.ConvertName(d.ToString()))],
            Clock(g.Key.From),
            Clock(g.Key.To)))],
        [.. plan.Dated.OrderBy(d => d.Date).Select(d => new DatedShiftBody(d.Date, Clock(d.Window.From), Clock(d.Window.To)))],
        plan.IsOn(now),
        plan.EndOfCurrent(now),
        plan.NextStart(now));

    private static string Clock(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
