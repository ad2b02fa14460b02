using Dispatch.Domain;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Pools;

/// <summary>
/// Pings every pool that has open consults, each second: after a crash nothing waits for traffic to be woken. Where
/// several processes host grains, each pings its share. The host runs <see cref="Keep"/>.
/// </summary>
public sealed partial class PoolKeeper(
    IGrainFactory grains, IOpenConsults openConsults, IPoolShare share, TimeProvider time, ILogger<PoolKeeper> log)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task Keep(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await PingAll(cancellationToken);
            await Task.Delay(DispatchLimits.KeeperInterval, time, cancellationToken);
        }
    }

    /// <summary>One round.</summary>
    public async Task PingAll(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var state in (await openConsults.States(cancellationToken)).Where(share.Contains))
            {
                _ = grains.GetGrain<IStateLicensePoolGrain>(state.Value).Wake();
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            LogCouldNotRead(unavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read which states have open consults")]
    private partial void LogCouldNotRead(Exception exception);
}
