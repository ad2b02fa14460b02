using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Hubs;

/// <summary>
/// Tells grains again of the sockets that they lost, with an activation or because a push did not arrive in time: a socket
/// that is open here and not known there is connected anew.
/// </summary>
public sealed partial class ConnectionKeeper(
    ConnectionRegistry connections, ProviderCalls calls, IGrainFactory grains, TimeProvider time, ILogger<ConnectionKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            foreach (var provider in connections.All())
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                await Keep(provider);
            }
        }
    }

    private async Task Keep(ProviderId provider)
    {
        try
        {
            // Each by its id: a provider may be known as connected for a socket on another node.
            var sockets = connections.Sockets(provider);
            var unknown = await grains.GetGrain<IProviderGrain>(provider.Value).UnknownConnections([.. sockets.Select(s => s.Id)]);
            foreach (var socket in sockets.Where(s => unknown.Contains(s.Id)))
            {
                // One that closed meanwhile has said so, and nobody would say it again.
                if (connections.Sockets(provider).Contains(socket))
                {
                    await calls.Connect(socket);
                }
            }
        }
        catch (Exception fault)
        {
            // The next round tries again.
            LogKeepFailed(provider, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The grain of {Provider} could not be told of its sockets")]
    private partial void LogKeepFailed(ProviderId provider, Exception fault);
}
