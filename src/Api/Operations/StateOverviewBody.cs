using Dispatch.Api.WaitTimes;

namespace Dispatch.Api.Operations;

/// <param name="Line">As clinics see it: waiting, oldest wait, providers, attainment of the last hour.</param>
/// <param name="Saturation">Share of the providers on duty who are not free, 0 to 1; null when nobody is on duty.</param>
/// <param name="Offers">Of consults in this state.</param>
public sealed record StateOverviewBody(WaitTimeBody Line, double? Saturation, OfferCountsBody Offers);
