using Dispatch.Engine.Embedded;

namespace Dispatch.Api.Engines.Embedded;

/// <summary>How the embedded engine does.</summary>
public sealed class EngineMetrics(EmbeddedEngine engine) : IMetricSource
{
    public void Write(PrometheusWriter writer)
    {
        var now = engine.Statistics;
        writer.Gauge("dispatch_engine_activations", "Grains in memory.", now.Activations);
        writer.Counter("dispatch_engine_activated_total", "Activations ever made.", now.Activated);
        writer.Gauge("dispatch_engine_awaited", "Calls whose caller still waits for the answer.", now.Awaited);
        writer.Counter("dispatch_engine_calls_total", "Calls of grains and observers.", now.Calls);
        writer.Counter("dispatch_engine_oneway_dropped_total", "One-way calls that were lost.", now.OneWayDropped);
        writer.Counter("dispatch_engine_overloads_total", "Calls that found a full mailbox.", now.Overloads);
        writer.Counter("dispatch_engine_timeouts_total", "Calls that were not answered in time.", now.Timeouts);
    }
}
