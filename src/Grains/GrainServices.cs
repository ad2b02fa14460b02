using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Grains;

/// <summary>What grains need of the process that hosts them, besides an engine, a journal and a node directory.</summary>
public static class GrainServices
{
    public static IServiceCollection AddDispatchGrains(this IServiceCollection services) => services
        .AddSingleton<StateBoard>()
        .AddSingleton<ConsultAnnouncer>()
        .AddSingleton<PoolKeeper>()
        .AddSingleton<SettingsCache>()
        .AddSingleton<ISettings>(provider => provider.GetRequiredService<SettingsCache>())
        .AddSingleton<SettingsReader>();
}
