using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Providers;

/// <summary>
/// Looks through all providers at start and every hour, and has those check themselves whose warning is due, or who may
/// still hold work that they may not do. Each provider decides and records by itself, so several processes may watch.
/// The host runs <see cref="Keep"/>.
/// </summary>
public sealed partial class LicenseWatch(
    IGrainFactory grains, IRegistryQueries registry, TimeProvider time, ILogger<LicenseWatch> log)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task Keep(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Round(cancellationToken);
            await Task.Delay(DispatchLimits.LicenseWatchInterval, time, cancellationToken);
        }
    }

    /// <summary>One round through everybody.</summary>
    public async Task Round(CancellationToken cancellationToken)
    {
        try
        {
            ProviderId? after = null;
            IReadOnlyList<ProviderState> page;
            do
            {
                page = await registry.Providers(after, DispatchLimits.LicenseWatchPage, cancellationToken);
                var now = time.GetUtcNow();
                foreach (var some in page.Where(p => MustCheck(p, now)).Chunk(DispatchLimits.LicenseWatchAtOnce))
                {
                    await Task.WhenAll(some.Select(Check));
                }

                after = page.Count > 0 ? page[^1].Profile.Id : null;
            }
            while (page.Count == DispatchLimits.LicenseWatchPage);
        }
        catch (StoreUnavailableException unavailable)
        {
            LogCouldNotRead(unavailable);
        }
    }

    private static bool MustCheck(ProviderState provider, DateTimeOffset now) =>
        provider.Suspended
        || provider.Profile.Licenses.Any(l => !l.IsValidAt(now))
        || LicenseWarnings.Due(provider.Profile, provider.Warnings, now).Length > 0;

    private async Task Check(ProviderState provider)
    {
        try
        {
            await grains.GetGrain<IProviderGrain>(provider.Profile.Id.Value).CheckStanding();
        }
        catch (Exception fault)
        {
            // The next round finds it again. A cancellation is the engine's own: this call is given no token.
            LogNotChecked(provider.Profile.Id, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the providers' licences")]
    private partial void LogCouldNotRead(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The licences of {Provider} could not be checked")]
    private partial void LogNotChecked(ProviderId provider, Exception exception);
}
