namespace Dispatch.Hosting.Metrics;

/// <summary>A part of the process that has figures of its own, such as the engine.</summary>
public interface IMetricSource
{
    void Write(PrometheusWriter writer);
}
