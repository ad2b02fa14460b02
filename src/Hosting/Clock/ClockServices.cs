using Dispatch.Hosting.Metrics;

namespace Dispatch.Hosting.Clock;

public static class ClockServices
{
    /// <summary>
    /// The server's one clock over the system's. Register after the store, whose newest change it starts from, and
    /// before everything that reads the time.
    /// </summary>
    public static IServiceCollection AddSteadyClock(this IServiceCollection services)
    {
        services.AddKeyedSingleton(ClockOptions.Wall, TimeProvider.System);
        services.AddSingleton(provider => new SteadyTimeProvider(provider.GetRequiredKeyedService<TimeProvider>(ClockOptions.Wall)));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SteadyTimeProvider>());
        services.AddSingleton<IMetricSource, ClockMetrics>();
        services.AddHostedService<ClockStart>();
        services.AddHostedService<ClockWatch>();
        return services;
    }
}
