using Dispatch.Api.Engines.Embedded;
using Dispatch.Api.Health;
using Dispatch.Api.Settings;
using Dispatch.Engine.Embedded;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;

namespace Dispatch.Api.Engines;

/// <summary>Grains in this process.</summary>
public static class EngineServices
{
    /// <summary>Register the journal before: grains stop before it does.</summary>
    public static IServiceCollection AddDispatchEngine(this IServiceCollection services)
    {
        services.AddSingleton<IGrainStateStore, JournalGrainStateStore>();
        services.AddSingleton<INodeDirectory, SingleNodeDirectory>();
        services.AddSingleton<IMetricSource, EngineMetrics>();
        services.AddEmbeddedEngine(configure: null, typeof(IConsultGrain).Assembly);
        services.AddHostedService<SettingsHost>();
        services.AddHostedService<PoolKeeperHost>();
        return services;
    }
}
