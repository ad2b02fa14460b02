using Dispatch.Domain;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>What a host does beside its grains: pings pools each second, and tells provider grains of lost sockets.</summary>
internal sealed class NodeKeeper(World world, Node node)
{
    private const int PingsPerRound = 15;

    public async Task Live()
    {
        for (var round = 0; !node.IsDead; round++)
        {
            await node.Keeper.PingAll(CancellationToken.None);
            if (round % PingsPerRound == 0)
            {
                world.Start(Reconnect);
            }

            await world.Delay(DispatchLimits.KeeperInterval);
        }
    }

    private async Task Reconnect()
    {
        foreach (var provider in node.Sockets.ToList())
        {
            try
            {
                if (await node.Call(g => g.GetGrain<IProviderGrain>(provider.Id.Value).Get()) is { Connected: false }
                    && node.Sockets.Contains(provider))
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
