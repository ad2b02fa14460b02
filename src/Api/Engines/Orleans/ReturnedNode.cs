using Dispatch.Api.Hubs;
using Dispatch.Hosting.Nodes;

namespace Dispatch.Api.Engines.Orleans;

/// <summary>Connects all sockets of this node again when the others had taken it for dead: their grains have forgotten them.</summary>
public sealed partial class ReturnedNode(
    NodeDirectory nodes, Node node, ConnectionRegistry connections, ILogger<ReturnedNode> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        nodes.Returned += ConnectAgain;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        nodes.Returned -= ConnectAgain;
        return Task.CompletedTask;
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
