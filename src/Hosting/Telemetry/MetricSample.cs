namespace Dispatch.Hosting.Telemetry;

/// <summary>One line of Prometheus' text.</summary>
/// <param name="Family">Its name; for a histogram's sum and count, with the suffix.</param>
/// <param name="IsCounter">Whether it only grows.</param>
public sealed record MetricSample(string Family, bool IsCounter, double Value, KeyValuePair<string, object?>[] Labels);
