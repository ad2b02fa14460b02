using Dispatch.Domain.Hours;

namespace Dispatch.Tests.Simulation;

/// <summary>Service hours of the simulated day: always open, or closed for some minutes.</summary>
internal static class ClinicHours
{
    private static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(3);

    public static ServiceHours Of(Scenario scenario, Chance chance)
    {
        if (!scenario.Has(Fault.Hours) || chance.Hits(0.5))
        {
            return ServiceHours.Always;
        }

        var day = DateOnly.FromDateTime(Scenario.Start.UtcDateTime);
        var closesAt = Scenario.Start.Hour * 60 + Scenario.Start.Minute + chance.Between(0, 4);
        return new ServiceHours(
            TimeZoneInfo.Utc,
            Enum.GetValues<DayOfWeek>().Select(d => new WeeklyWindow(d, TimeWindow.WholeDay)),
            [
                new Holiday(
                    day,
                    [new TimeWindow(0, closesAt), new TimeWindow(closesAt + (int)ClosedFor.TotalMinutes, TimeWindow.DayMinutes)]),
            ]);
    }
}
