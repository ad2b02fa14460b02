using Dispatch.Api.WaitTimes;

namespace Dispatch.Api.Operations;

/// <param name="Line">As clinics see it.</param>
/// <param name="Saturation">Share of the providers on duty who are not free, 0 to 1; null when nobody is on duty.</param>
public sealed record StateOverviewBody(WaitTimeBody Line, double? Saturation);
