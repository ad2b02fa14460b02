using Dispatch.Domain.Pools;

namespace Dispatch.Api.Consults;

/// <summary>Quantiles of the wait still to come, in seconds.</summary>
public sealed record EstimatedWaitBody(double P50, double P80)
{
    public static EstimatedWaitBody? Of(WaitEstimate? wait) => wait is { } known ? new(known.P50Seconds, known.P80Seconds) : null;
}
