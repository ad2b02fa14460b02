namespace Dispatch.Api.ProviderConsole;

/// <summary>What a provider did since midnight.</summary>
/// <param name="From">Midnight where the provider is.</param>
/// <param name="TimeZone">As it was asked for.</param>
/// <param name="OnDutySeconds">Connected and on duty: the hours offered.</param>
/// <param name="ServingSeconds">Of them, with a consult in hand.</param>
/// <param name="Offered">Offers that were put.</param>
/// <param name="Expired">Offers that were not answered in time.</param>
/// <param name="Rescinded">Offers that were taken back.</param>
/// <param name="Released">Consults that were given back.</param>
/// <param name="Served">Consults that ended with a decision.</param>
public sealed record ProviderDayBody(
    DateTimeOffset From,
    DateTimeOffset To,
    string TimeZone,
    long OnDutySeconds,
    long ServingSeconds,
    long Offered,
    long Accepted,
    long Declined,
    long Expired,
    long Rescinded,
    long Released,
    long Served);
