namespace Dispatch.Api.Admission;

/// <summary>Whether new work is refused, how much, and why.</summary>
public sealed class AdmissionMetrics(AdmissionGate gate) : IMetricSource
{
    public void Write(PrometheusWriter writer)
    {
        var now = gate.Read();
        writer.Gauge("dispatch_admission_shedding", "1 while requests for consults are refused because of overload.", now.IsShedding ? 1 : 0);
        writer.Counter("dispatch_admission_admitted_total", "Requests for consults that were let in.", now.Admitted);
        writer.Family("dispatch_admission_shed_total", "counter", "Requests for consults refused because of overload, by reason.");
        writer.Sample("dispatch_admission_shed_total", now.ShedOverloaded, ("reason", "overloaded"));
        writer.Sample("dispatch_admission_shed_total", now.ShedOverShare, ("reason", "overShare"));
        WriteWhileShedding(writer, "dispatch_admission_limit_per_second", "Requests let in per second; absent while open.", now.LimitPerSecond);
        WriteWhileShedding(writer, "dispatch_admission_share_per_second", "What one clinic gets of it at most; absent while open.", now.SharePerSecond);

        writer.Gauge("dispatch_admission_delay_seconds", "The delay that half of the requests met.", now.Delay.TotalSeconds);
        writer.Gauge("dispatch_admission_delay_target_seconds", "The delay that the limit aims at.", now.DelayTarget.TotalSeconds);
        writer.Gauge("dispatch_admission_in_flight", "Requests that are admitted and not durable yet.", now.InFlight);
        writer.Gauge("dispatch_admission_in_flight_limit", "How many may be.", now.InFlightLimit);
        writer.Gauge("dispatch_admission_clinics", "Clinics whose demand is counted.", now.Clinics);
    }
    private static void WriteWhileShedding(PrometheusWriter writer, string name, string help, double? value)
    {
        writer.Family(name, "gauge", help);
        if (value is { } known)
        {
            writer.Sample(name, known);
        }
    }
}
