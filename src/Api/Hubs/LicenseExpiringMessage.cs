using Dispatch.Domain.States;

namespace Dispatch.Api.Hubs;

/// <summary><c>LicenseExpiring</c>: a licence of the provider ends soon.</summary>
/// <param name="ExpiresOn">The last day on which it is valid.</param>
/// <param name="DaysLeft">To that day; 0 on it.</param>
public sealed record LicenseExpiringMessage(long Seq, StateCode State, DateOnly ExpiresOn, int DaysLeft);
