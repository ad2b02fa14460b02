using Dispatch.Api.Hubs;
using Dispatch.Hosting.Cluster;
using Dispatch.Hosting.Nodes;

namespace Dispatch.Api.Engines.Orleans;

/// <summary>
/// Connects all sockets of this node again when grains have forgotten them: when the others had taken this node for dead,
/// and when a member died that had a part of the directory, which ends the grains that were entered there.
/// </summary>
public sealed partial class ReturnedNode(
    NodeDirectory nodes, Node node, ConnectionRegistry connections, IServiceProvider services, ILogger<ReturnedNode> log) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        nodes.Returned += ConnectAgain;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        nodes.Returned -= ConnectAgain;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A node that is a client hears of members through its gateways alone.
        if (services.GetService<IClusterMembershipService>() is not { } membership)
        {
            return;
        }

        try
        {
            var before = membership.CurrentSnapshot;
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var hasDead = snapshot.CreateUpdate(before).Changes.Any(member => member.Status == SiloStatus.Dead);
                before = snapshot;
                if (hasDead)
                {
                    await Task.Delay(ClusterLimits.DirectorySettles, TimeProvider.System, stoppingToken);
                    await ConnectAll();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private void ConnectAgain() => _ = ConnectAll();

    private async Task ConnectAll()
    {
        foreach (var provider in connections.All())
        {
            try
            {
                await node.Reconnect(provider);
            }
            catch (Exception fault)
            {
                // The keeper of connections tries again.
                LogNotConnected(provider, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The sockets of {Provider} were not connected again")]
    private partial void LogNotConnected(Dispatch.Domain.Ids.ProviderId provider, Exception fault);
}
