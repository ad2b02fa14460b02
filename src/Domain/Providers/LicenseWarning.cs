using Dispatch.Domain.States;

namespace Dispatch.Domain.Providers;

/// <summary>A provider was warned that a licence ends.</summary>
/// <param name="ExpiresOn">Of the licence as it was then: a renewed one is warned of anew.</param>
/// <param name="Days">Which warning: one of <see cref="LicenseWarnings.DaysBefore"/>.</param>
[GenerateSerializer, Immutable, Alias("license-warning")]
public sealed record LicenseWarning(
    [property: Id(0)] StateCode State,
    [property: Id(1)] DateOnly ExpiresOn,
    [property: Id(2)] int Days,
    [property: Id(3)] DateTimeOffset At)
{
    public bool IsOf(License license) => State == license.State && ExpiresOn == license.ExpiresOn;
}
