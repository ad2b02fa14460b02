using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Operations;

/// <summary>Reads from the store which licences end soon.</summary>
public sealed class LicenseWarningReader(IRegistryQueries registry, ApiLimits limits, TimeProvider time)
{
    /// <summary>O(providers): for a person who looks, not for a loop.</summary>
    public async Task<LicenseWarningsBody> Read(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = new SortedSet<LicenseWarningBody>(Comparer<LicenseWarningBody>.Create(Compare));
        var truncated = false;
        ProviderId? after = null;
        IReadOnlyList<ProviderState> page;
        do
        {
            page = await registry.Providers(after, DispatchLimits.LicenseWatchPage, cancellationToken);
            foreach (var body in page.SelectMany(p => Of(p, now)))
            {
                found.Add(body);
                if (found.Count > limits.LicenseWarningsListed)
                {
                    found.Remove(found.Max!);
                    truncated = true;
                }
            }

            after = page.Count > 0 ? page[^1].Profile.Id : null;
        }
        while (page.Count == DispatchLimits.LicenseWatchPage);

        return new LicenseWarningsBody(now, [.. found], truncated);
    }

    private static IEnumerable<LicenseWarningBody> Of(ProviderState provider, DateTimeOffset now)
    {
        var profile = provider.Profile;
        foreach (var license in profile.Licenses)
        {
            var daysLeft = LicenseWarnings.DaysLeft(license, now);
            if (daysLeft <= LicenseWarnings.DaysBefore[0])
            {
                var warning = provider.Warnings.Where(w => w.IsOf(license)).MinBy(w => w.Days);
                yield return new LicenseWarningBody(
                    profile.Id,
                    profile.Name,
                    profile.Npi,
                    provider.Suspended,
                    license.State,
                    license.Number,
                    license.ExpiresOn,
                    daysLeft,
                    !license.IsValidAt(now),
                    warning?.Days,
                    warning?.At);
            }
        }
    }

    private static int Compare(LicenseWarningBody a, LicenseWarningBody b)
    {
        var byDate = a.ExpiresOn.CompareTo(b.ExpiresOn);
        var byState = byDate != 0 ? byDate : a.State.CompareTo(b.State);
        return byState != 0 ? byState : a.ProviderId.CompareTo(b.ProviderId);
    }
}
