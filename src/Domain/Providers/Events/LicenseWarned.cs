using Dispatch.Domain.States;

namespace Dispatch.Domain.Providers.Events;

/// <param name="Days">Which warning: one of <see cref="LicenseWarnings.DaysBefore"/>.</param>
public sealed record LicenseWarned(StateCode State, DateOnly ExpiresOn, int Days) : ProviderEvent;
