using System.Reflection;
using Dispatch.Engine;
using Dispatch.Engine.Embedded;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the embedded engine to a host.</summary>
public static class EmbeddedEngineServices
{
    /// <summary>
    /// Registers <see cref="IGrainFactory"/> and a hosted service that starts the engine and drains it on stop. Register
    /// an <see cref="IGrainStateStore"/>, a <see cref="TimeProvider"/> or an <see cref="ITurnScheduler"/> before, or
    /// state stays in memory, time is the system's and turns run on the thread pool.
    /// </summary>
    public static IServiceCollection AddEmbeddedEngine(
        this IServiceCollection services, Action<EmbeddedEngineOptions>? configure, params Assembly[] grainAssemblies)
    {
        services.AddOptions<EmbeddedEngineOptions>().Configure(configure ?? (static _ => { }));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITurnScheduler, ThreadPoolTurnScheduler>();
        services.TryAddSingleton<IGrainStateStore, InMemoryGrainStateStore>();
        services.AddSingleton(provider => new EmbeddedEngine(
            provider,
            grainAssemblies,
            provider.GetRequiredService<IOptions<EmbeddedEngineOptions>>().Value,
            provider.GetRequiredService<ITurnScheduler>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<EmbeddedEngine>>() ?? NullLogger<EmbeddedEngine>.Instance));
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddHostedService<EmbeddedEngineHost>();
        return services;
    }
}
