using Dispatch.Api.Engines.Embedded;
using Dispatch.Api.Starting;
using Dispatch.Engine.Embedded;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;

namespace Dispatch.Api.Engines;

/// <summary>Grains in this process.</summary>
public static class EngineServices
{
    /// <summary>Register the journal before: grains stop before it does.</summary>
    /// <exception cref="FormatException">A cluster was asked for.</exception>
    public static void AddDispatchEngine(this WebApplicationBuilder builder, CommandLine line)
    {
        if (line.Silo)
        {
            throw new FormatException("This build runs grains in one process: --silo needs a build with -p:Engine=Orleans.");
        }

        var services = builder.Services;
        services.AddSingleton<IGrainStateStore, JournalGrainStateStore>();
        services.AddSingleton<INodeDirectory, SingleNodeDirectory>();
        services.AddSingleton<IMetricSource, EngineMetrics>();
        services.AddEmbeddedEngine(configure: null, typeof(IConsultGrain).Assembly);
        services.AddHostedService<SettingsHost>();
        services.AddHostedService<PoolKeeperHost>();
        services.AddHostedService<LicenseWatchHost>();
    }

    /// <summary>The embedded engine has no pages of its own.</summary>
    public static void UseEngine(WebApplication app) => ArgumentNullException.ThrowIfNull(app);

    /// <inheritdoc cref="UseEngine"/>
    public static void MapEngine(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
