using Dispatch.Domain;
using Dispatch.Domain.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Settings;

/// <summary>
/// Reads the settings into this process: all of them at the start, then what changed, so that edits made in other
/// processes take effect without a restart. The host runs <see cref="Load"/>, then <see cref="Follow"/>.
/// </summary>
public sealed partial class SettingsReader(
    ISettingQueries queries, SettingsCache cache, TimeProvider time, ILogger<SettingsReader> log)
{
    private DateTimeOffset _readAt;

    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    public async Task Load(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Learn(await queries.All(DispatchLimits.SettingsHeld, cancellationToken));
        _readAt = now;
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task Follow(CancellationToken cancellationToken)
    {
        for (var round = 1; !cancellationToken.IsCancellationRequested; round++)
        {
            await Task.Delay(DispatchLimits.SettingsReadInterval, time, cancellationToken);
            try
            {
                // The clocks of processes may differ by more than the overlap, so now and then everything is read.
                if (round % DispatchLimits.SettingsReadsPerFullRead == 0)
                {
                    await Load(cancellationToken);
                }
                else
                {
                    await ReadChanges(cancellationToken);
                }
            }
            catch (StoreUnavailableException unavailable)
            {
                LogCouldNotRead(unavailable);
            }
        }
    }

    /// <summary>One round.</summary>
    public async Task ReadChanges(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Learn(await queries.ChangedSince(_readAt - DispatchLimits.SettingsReadOverlap, DispatchLimits.SettingsHeld, cancellationToken));
        _readAt = now;
    }

    private void Learn(IReadOnlyList<Setting> settings)
    {
        foreach (var setting in settings)
        {
            cache.Learn(setting);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read which settings changed")]
    private partial void LogCouldNotRead(Exception exception);
}
