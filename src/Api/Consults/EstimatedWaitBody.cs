using Dispatch.Domain.Pools.Waits;

namespace Dispatch.Api.Consults;

/// <summary>Quantiles of the wait still to come, in seconds.</summary>
public sealed record EstimatedWaitBody(double P50, double P80)
{
    public static EstimatedWaitBody? Of(EstimatedWait? wait) => wait is null ? null : new(wait.P50Seconds, wait.P80Seconds);
}
