namespace Dispatch.Api.WaitTimes;

/// <summary>Waits of the consults accepted in the last hour, in seconds.</summary>
/// <param name="SlaAttained">Share of them that were accepted in time, 0 to 1.</param>
public sealed record LastHourBody(double P50, double P90, double SlaAttained);
