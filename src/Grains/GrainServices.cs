using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Grains.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dispatch.Grains;

/// <summary>What grains need of the process that hosts them, besides an engine, a journal and a node directory.</summary>
public static class GrainServices
{
    /// <summary>What an engine registered before stays.</summary>
    public static IServiceCollection AddDispatchGrains(this IServiceCollection services)
    {
        services.TryAddSingleton<IPoolShare, EveryPool>();
        services.TryAddSingleton<IPoolNews, DirectPoolNews>();
        return services
            .AddSingleton<StateBoard>()
            .AddSingleton<IdleBoard>()
            .AddSingleton<ConsultAnnouncer>()
            .AddSingleton<PoolKeeper>()
            .AddSingleton<LicenseWatch>()
            .AddSingleton<SettingsCache>()
            .AddSingleton<ISettings>(provider => provider.GetRequiredService<SettingsCache>())
            .AddSingleton<SettingsReader>();
    }
}
