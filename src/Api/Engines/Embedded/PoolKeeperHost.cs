using Dispatch.Grains.Pools;

namespace Dispatch.Api.Engines.Embedded;

/// <summary>Keeps pools awake as long as the process runs.</summary>
public sealed class PoolKeeperHost(PoolKeeper keeper) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => keeper.Keep(stoppingToken);
}
