using Dispatch.Domain;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Grains.Settings;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// What a host does beside its grains: reads settings, pings pools each second, looks through the licences, and tells
/// provider grains of the sockets that they lost.
/// </summary>
internal sealed class NodeKeeper(World world, Node node)
{
    private bool _hasSettings;

    private const int RoundsPerSettingsRead = 2;
    private const int RoundsPerFullRead = 60;
    private const int RoundsPerReconnect = 15;
    private const int RoundsPerLicenseWatch = 3_600;

    public async Task Live()
    {
        var pools = node.Service<PoolKeeper>();
        var licenses = node.Service<LicenseWatch>();
        for (var round = 0; !node.IsDead; round++)
        {
            await ReadSettings(round);
            await pools.PingAll(CancellationToken.None);
            if (round % RoundsPerReconnect == 0)
            {
                world.Start(Reconnect);
            }

            if (round % RoundsPerLicenseWatch == 0)
            {
                world.Start(() => licenses.Round(CancellationToken.None));
            }

            await world.Delay(DispatchLimits.KeeperInterval);
        }
    }

    private async Task ReadSettings(int round)
    {
        try
        {
            var reader = node.Service<SettingsReader>();
            if (!_hasSettings || round % RoundsPerFullRead == 0)
            {
                await reader.Load(CancellationToken.None);
                _hasSettings = true;
            }
            else if (round % RoundsPerSettingsRead == 0)
            {
                await reader.ReadChanges(CancellationToken.None);
            }
        }
        catch (StoreUnavailableException)
        {
            // The next round reads again.
        }
    }

    private async Task Reconnect()
    {
        foreach (var provider in node.Sockets.ToList())
        {
            try
            {
                var unknown = await node.Call(g => g.GetGrain<IProviderGrain>(provider.Id.Value).UnknownConnections([provider.Connection]));
                if (!unknown.IsEmpty && node.Sockets.Contains(provider))
                {
                    await node.Connect(provider, provider.Connection);
                }
            }
            catch (Exception fault) when (WorldFaults.Includes(fault))
            {
                // The next round tries again.
            }
        }
    }
}
