namespace Dispatch.Api.Operations;

/// <summary>Per second, over the last minute, of all processes together.</summary>
/// <param name="Expired">Consults that nobody was found for.</param>
/// <param name="Declined">Offers, as are the last two.</param>
/// <param name="OffersExpired">Not answered in time.</param>
/// <param name="OffersRescinded">Taken back.</param>
public sealed record RatesBody(
    double Requested,
    double Offered,
    double Assigned,
    double Completed,
    double Expired,
    double Cancelled,
    double Declined,
    double OffersExpired,
    double OffersRescinded);
