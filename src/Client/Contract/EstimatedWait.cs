namespace Dispatch.Client.Contract;

/// <summary>Quantiles of the wait still to come, in seconds.</summary>
public sealed record EstimatedWait(double P50, double P80);
