using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Clinics;

/// <summary>Who served a clinic lately: whom it may prefer when it asks.</summary>
public sealed class ClinicProviders(IConsultTable table, IGrainFactory grains, TimeProvider time)
{
    private const int ConsultsLookedAt = 500;
    private const int Most = 50;

    /// <returns>Those who served the newest consults, by name; without those who are suspended. O(500).</returns>
    public async Task<ClinicProviderBody[]> Read(ClinicId clinic, CancellationToken cancellationToken)
    {
        var rows = await table.Newest(clinic, ConsultsLookedAt, cancellationToken);
        var ids = rows.Select(row => row.Provider).OfType<ProviderId>().Distinct().Take(Most);
        var views = await Task.WhenAll(ids.Select(id => grains.GetGrain<IProviderGrain>(id.Value).Get()));
        var now = time.GetUtcNow();
        return [.. views
            .Where(view => view is { Suspended: false })
            .Select(view => view!.Profile)
            .Select(profile => new ClinicProviderBody(
                profile.Id,
                profile.Name,
                profile.Credential,
                [.. profile.Licenses.Where(license => license.IsValidAt(now)).Select(license => license.State).Order()]))
            .OrderBy(provider => provider.Name, StringComparer.Ordinal)
            .ThenBy(provider => provider.Id.Value, StringComparer.Ordinal)];
    }
}
