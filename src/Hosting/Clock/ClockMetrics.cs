using Dispatch.Hosting.Metrics;

namespace Dispatch.Hosting.Clock;

public sealed class ClockMetrics(SteadyTimeProvider clock) : IMetricSource
{
    public void Write(PrometheusWriter writer)
    {
        writer.Counter("dispatch_clock_jumps_total", "How often the wall clock was set while the process ran.", clock.Jumps);
        writer.Gauge("dispatch_clock_offset_seconds", "How far the wall clock is ahead of the server's clock.", clock.Offset.TotalSeconds);
    }
}
