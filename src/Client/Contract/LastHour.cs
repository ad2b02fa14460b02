namespace Dispatch.Client.Contract;

/// <param name="P50">Median wait in seconds; null without a consult in the hour.</param>
/// <param name="P90">In seconds.</param>
/// <param name="SlaAttained">Share of consults accepted in time, from 0 to 1.</param>
public sealed record LastHour(double? P50, double? P90, double? SlaAttained);
