namespace Dispatch.Hosting.Nodes;

/// <summary>Keeps this process among the nodes from the moment it can be called until it stops.</summary>
public sealed class NodeRegistration(NodeDirectory nodes) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => nodes.Register(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => nodes.Unregister();
}
