namespace Dispatch.Domain.Pools;

/// <summary>How long a consult that is asked for now is likely to wait until it is accepted.</summary>
/// <param name="P50Seconds">Half of them wait no longer.</param>
/// <param name="P80Seconds">Four of five wait no longer.</param>
public readonly record struct WaitEstimate(double P50Seconds, double P80Seconds);
