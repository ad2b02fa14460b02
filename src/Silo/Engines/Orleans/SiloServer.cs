using Dispatch.Domain.Ids;
using Dispatch.Grains;
using Dispatch.Hosting;
using Dispatch.Hosting.Clock;
using Dispatch.Hosting.Cluster;
using Dispatch.Hosting.Metrics;
using Dispatch.Hosting.Stores;
using Dispatch.Hosting.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Dispatch.Silo;

/// <summary>A process that hosts grains and nothing else: no public address, no sockets of people.</summary>
public static class SiloServer
{
    // Watching for changes of settings costs, and nobody changes them while the process runs.
    private const string NoReload = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Builds the silo; nothing runs until it is started.</summary>
    /// <param name="args">Settings, for instance <c>--Dispatch:Cluster:SiloPort=11112</c>.</param>
    /// <param name="configure">Runs last: what it registers replaces what is here.</param>
    /// <exception cref="FormatException">A setting is none.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        TimeZones.Require();
        var builder = WebApplication.CreateSlimBuilder([NoReload, .. args]);
        var options = builder.Configuration.GetSection(DispatchOptions.Section).Get<DispatchOptions>() ?? new DispatchOptions();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddClusterFilters();
        builder.AddTelemetry("dispatch-silo");

        // Hosted services stop in the reverse order: first the grains, last the store.
        builder.Services.AddStore(options);
        builder.Services.AddSteadyClock();
        builder.Services.AddSingleton<IIdSource, TypeIdSource>();
        builder.Services.AddSingleton(provider => NodeName.OfThisProcess(provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IMetricSource, ProcessMetrics>();
        builder.Services.AddSingleton<IMetricSource, StoreMetrics>();
        var cluster = builder.AddDispatchSilo(options, hasSockets: false);
        builder.Services.AddSingleton(cluster);
        builder.Services.AddDispatchGrains();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ClusterLimits.Drain);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(cluster.Address(), cluster.HealthPort);
        });

        configure?.Invoke(builder);

        var app = builder.Build();
        SiloEndpoints.Map(app);
        return app;
    }

    /// <summary>Says where the silo is reached, once it is.</summary>
    public static void PrintAddresses(WebApplication app)
    {
        var cluster = app.Services.GetRequiredService<ClusterOptions>();
        var health = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Console.WriteLine($"Dispatch silo at {cluster.AdvertisedAddress}:{cluster.SiloPort}, gateway {cluster.GatewayPort}");
        Console.WriteLine($"  ready      {new Uri(health, "/health/ready")}");
        Console.WriteLine($"  metrics    {new Uri(health, "/metrics")}");
    }
}
