namespace Dispatch.LoadTests.Measuring;

/// <summary>One line of the latency table, in milliseconds.</summary>
public sealed record LatencyRow(
    string Name, long Count, double P50Ms, double P90Ms, double P99Ms, double P999Ms, double MaxMs);
