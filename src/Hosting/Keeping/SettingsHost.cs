using Dispatch.Grains.Settings;

namespace Dispatch.Hosting.Keeping;

/// <summary>Settings are read before anything is served, then followed as long as the process runs.</summary>
public sealed class SettingsHost(SettingsReader reader) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await reader.Load(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await reader.Follow(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
