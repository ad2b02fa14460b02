using Dispatch.Grains.Pools;

namespace Dispatch.Hosting.Keeping;

/// <summary>Keeps pools awake as long as the process runs.</summary>
public sealed class PoolKeeperHost(PoolKeeper keeper) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await keeper.Keep(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
