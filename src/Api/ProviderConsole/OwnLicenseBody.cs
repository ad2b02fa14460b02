using Dispatch.Domain.States;

namespace Dispatch.Api.ProviderConsole;

/// <summary>A licence of the provider who asks.</summary>
/// <param name="ExpiresOn">The last day on which it is valid.</param>
/// <param name="DaysLeft">To that day, in the state's most eastern zone; negative after it.</param>
/// <param name="Expired">Whether nothing is offered in that state any more.</param>
/// <param name="Warning">60, 30 or 7 once so few days are left; null before.</param>
public sealed record OwnLicenseBody(
    StateCode State, string Number, DateOnly ExpiresOn, int DaysLeft, bool Expired, int? Warning);
