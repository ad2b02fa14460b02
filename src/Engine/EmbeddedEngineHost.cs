using Microsoft.Extensions.Hosting;

namespace Dispatch.Engine.Embedded;

/// <summary>Starts the engine with its host, and drains it when the host stops.</summary>
internal sealed class EmbeddedEngineHost(EmbeddedEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.Stop(cancellationToken);
}
