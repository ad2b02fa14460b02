using System.Collections.Immutable;
using Dispatch.Domain.Providers.Events;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Providers;

/// <summary>
/// Which warnings are due before licences end. Of one licence at most one is due at a time, the most urgent: who is
/// found with five days left is not told of sixty.
/// </summary>
public static class LicenseWarnings
{
    /// <summary>Days before the last day, most distant first.</summary>
    public static ImmutableArray<int> DaysBefore { get; } = [60, 30, 7];

    /// <summary>From today to the last day of validity, in the zone of the state in which days end first; 0 on the last day, negative after it.</summary>
    public static int DaysLeft(License license, DateTimeOffset now)
    {
        var zone = StateCatalog.Get(license.State).MostEasternTimeZone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return license.ExpiresOn.DayNumber - today.DayNumber;
    }

    /// <summary>In the order of the licences; none for a licence that has ended.</summary>
    /// <param name="given">What the provider was warned of already.</param>
    public static ImmutableArray<LicenseWarned> Due(
        ProviderProfile profile, ImmutableArray<LicenseWarning> given, DateTimeOffset now)
    {
        var due = ImmutableArray.CreateBuilder<LicenseWarned>();
        foreach (var license in profile.Licenses)
        {
            if (profile.LicenseIn(license.State) == license
                && MostUrgent(DaysLeft(license, now)) is { } days
                && !given.Any(w => w.IsOf(license) && w.Days <= days))
            {
                due.Add(new LicenseWarned(license.State, license.ExpiresOn, days));
            }
        }

        return due.ToImmutable();
    }

    private static int? MostUrgent(int daysLeft) => daysLeft < 0
        ? null
        : DaysBefore.Where(days => daysLeft <= days).Select(days => (int?)days).Min();
}
