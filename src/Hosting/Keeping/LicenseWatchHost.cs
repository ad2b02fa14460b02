using Dispatch.Grains.Providers;

namespace Dispatch.Hosting.Keeping;

/// <summary>Watches over licences as long as the process runs.</summary>
public sealed class LicenseWatchHost(LicenseWatch watch) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await watch.Keep(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
