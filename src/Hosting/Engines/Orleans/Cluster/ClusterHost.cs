using System.Net;
using System.Net.Sockets;
using Dispatch.Grains.Nodes;
using Dispatch.Hosting.Calls;
using Dispatch.Hosting.Keeping;
using Dispatch.Hosting.Metrics;
using Dispatch.Hosting.Nodes;
using Dispatch.Hosting.Places;
using Dispatch.Hosting.Stores;
using Npgsql;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Runtime.GrainDirectory;

namespace Dispatch.Hosting.Cluster;

/// <summary>Takes a process into the cluster: as a silo, which hosts grains, or as a client of the silos.</summary>
public static class ClusterHost
{
    // Orleans' name for the provider of PostgreSQL.
    private const string Invariant = "Npgsql";

    // What grains keep belongs to the installation, whichever cluster serves it.
    private const string Service = "dispatch";

    /// <summary>Membership and connections say much at the level of information, and retries each of their rounds.</summary>
    public static void AddClusterFilters(this ILoggingBuilder logging)
    {
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
    }

    /// <summary>Grains in this process. Register the journal before: grains stop before it does.</summary>
    /// <param name="hasSockets">Whether it is an API node: then it hosts the grains of providers who have their sockets here.</param>
    /// <exception cref="FormatException">The store cannot be shared by processes, or the address is none.</exception>
    public static ClusterOptions AddDispatchSilo(this IHostApplicationBuilder builder, DispatchOptions options, bool hasSockets)
    {
        var cluster = Options(builder);
        var store = SharedStore(options);
        cluster.SiloPort = FreePort(cluster.SiloPort);
        cluster.GatewayPort = FreePort(cluster.GatewayPort);
        AddNodes(builder.Services, store);
        builder.Services.AddHostedService<SettingsHost>();
        builder.UseOrleans(silo =>
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(c => (c.ClusterId, c.ServiceId) = (cluster.Id, Service));
            silo.ConfigureEndpoints(cluster.Address(), cluster.SiloPort, cluster.GatewayPort, cluster.ListenOnAnyAddress);
            silo.UseAdoNetClustering(c => (c.Invariant, c.ConnectionString) = (Invariant, store));
            silo.AddAdoNetGrainStorage("pools", s => (s.Invariant, s.ConnectionString) = (Invariant, store));
            silo.AddActivityPropagation();
            silo.AddOutgoingGrainCallFilter<IdempotentRetry>();
            silo.AddIncomingGrainCallFilter<StoreFaults>();
            if (cluster.Dashboard)
            {
                silo.AddDashboard();
            }

            silo.Configure<ClusterMembershipOptions>(Tune);
            silo.Configure<SiloMessagingOptions>(messages =>
            {
                messages.ResponseTimeout = ClusterLimits.ResponseTimeout;
                messages.MaxEnqueuedRequestsHardLimit = ClusterLimits.MailboxLength;
            });
            silo.Configure<ConnectionOptions>(Tune);

            // Nothing is placed by load, so nobody needs to hear of it from everybody each second.
            silo.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
            silo.Configure<GrainCollectionOptions>(grains =>
                (grains.CollectionAge, grains.DeactivationTimeout) = (ClusterLimits.IdleTime, ClusterLimits.GrainEnd));

            silo.Services.AddOptions<SiloOptions>().Configure<NodeName>((named, name) => named.SiloName = ClusterPlaces.NameOf(name, hasSockets));
            AddPlaces(silo);
            silo.Services.AddKeyedSingleton<TimeProvider>(
                TimeProviderNames.Grains, (provider, _) => provider.GetRequiredService<TimeProvider>());
        });
        builder.Services.AddHostedService<NodeRegistration>();
        builder.Services.AddSingleton<PoolShare>();
        builder.Services.AddSingleton<Dispatch.Grains.Pools.IPoolNews, BatchedPoolNews>();
        builder.Services.AddSingleton<Dispatch.Grains.Pools.IPoolShare>(provider => provider.GetRequiredService<PoolShare>());
        builder.Services.AddHostedService<PoolKeeperHost>();
        builder.Services.AddHostedService<LicenseWatchHost>();
        return cluster;
    }

    /// <summary>Grains in the cluster's silos.</summary>
    /// <exception cref="FormatException">The store cannot be shared by processes.</exception>
    public static void AddDispatchClusterClient(this IHostApplicationBuilder builder, DispatchOptions options)
    {
        var cluster = Options(builder);
        var store = SharedStore(options);
        AddNodes(builder.Services, store);
        builder.Services.AddHostedService<SettingsHost>();
        builder.UseOrleansClient(client =>
        {
            client.Configure<Orleans.Configuration.ClusterOptions>(c => (c.ClusterId, c.ServiceId) = (cluster.Id, Service));
            client.UseAdoNetClustering(c => (c.Invariant, c.ConnectionString) = (Invariant, store));
            client.UseConnectionRetryFilter(WaitForSilos);
            client.AddActivityPropagation();
            client.AddOutgoingGrainCallFilter<IdempotentRetry>();
            if (cluster.Dashboard)
            {
                client.AddDashboard();
            }

            client.Configure<GatewayOptions>(g => g.GatewayListRefreshPeriod = ClusterLimits.GatewayRefresh);
            client.Configure<ClientMessagingOptions>(m => m.ResponseTimeout = ClusterLimits.ResponseTimeout);
            client.Configure<ConnectionOptions>(Tune);
        });
        builder.Services.AddHostedService<NodeRegistration>();
    }

    private static void AddPlaces(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ClusterPlaces>();
        silo.Services.AddSingleton<PlacementStrategy, PlacePlacement>();
        silo.AddPlacementDirector<PlacePlacement, PlaceDirector>();
        silo.Services.AddSingleton<PlaceDirectory>();
        silo.Services.AddSingleton<IGrainDirectoryResolver, PlaceDirectoryResolver>();
        silo.Services.AddSingleton<MovedPools>();
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<MovedPools>());
        silo.Services.AddHostedService(provider => provider.GetRequiredService<MovedPools>());
        silo.AddIncomingGrainCallFilter<ProviderMove>();
    }

    private static ClusterOptions Options(IHostApplicationBuilder builder) =>
        builder.Configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();

    private static string SharedStore(DispatchOptions options) => StoreSetting.Parse(options.Store) switch
    {
        StoreSetting.Postgres(var address) => new NpgsqlConnectionStringBuilder(address)
        {
            MaxPoolSize = ClusterLimits.StoreConnections,
            ApplicationName = "dispatch-cluster",
        }.ConnectionString,
        _ => throw new FormatException("A cluster shares one PostgreSQL database: expected Dispatch:Store to name it."),
    };

    private static void AddNodes(IServiceCollection services, string store)
    {
        services.AddSingleton(_ => new NodeTable(store));
        services.AddSingleton<ClusterMetrics>();
        services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<ClusterMetrics>());
        services.AddSingleton<NodeDirectory>();
        services.AddSingleton<INodeDirectory>(provider => provider.GetRequiredService<NodeDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<NodeDirectory>());
    }

    private static void Tune(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = ClusterLimits.ProbeTimeout;
        membership.NumMissedProbesLimit = ClusterLimits.MissedProbes;
        membership.TableRefreshTimeout = ClusterLimits.MembershipRefresh;
        membership.IAmAliveTablePublishTimeout = ClusterLimits.AliveInterval;

        // A vote of one: with three silos and one dead, two more seconds would be lost on the second.
        membership.NumVotesForDeathDeclaration = 1;
    }

    private static void Tune(ConnectionOptions connections)
    {
        connections.OpenConnectionTimeout = ClusterLimits.ConnectTimeout;
        connections.ConnectionRetryDelay = ClusterLimits.ConnectRetry;
    }

    /// <summary>An API node that starts before the silos waits for them.</summary>
    private static async Task<bool> WaitForSilos(Exception fault, CancellationToken cancellationToken)
    {
        await Task.Delay(ClusterLimits.NodeInterval, TimeProvider.System, cancellationToken);
        return !cancellationToken.IsCancellationRequested;
    }

    private static int FreePort(int wanted)
    {
        if (wanted != 0)
        {
            return wanted;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
