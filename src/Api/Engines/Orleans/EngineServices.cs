using Dispatch.Api.Hubs;
using Dispatch.Api.Engines.Orleans;
using Dispatch.Api.Security;
using Dispatch.Api.Starting;
using Dispatch.Grains.Nodes;
using Dispatch.Hosting.Cluster;
using global::Orleans.Dashboard;

namespace Dispatch.Api.Engines;

/// <summary>Grains in the cluster: in its silos, or with <c>--silo</c> in this process too.</summary>
public static class EngineServices
{
    /// <summary>Register the journal before: grains stop before it does.</summary>
    /// <exception cref="FormatException">The store cannot be shared by processes.</exception>
    public static void AddDispatchEngine(this WebApplicationBuilder builder, CommandLine line)
    {
        var options = builder.Configuration.GetSection(DispatchOptions.Section).Get<DispatchOptions>() ?? new DispatchOptions();
        builder.Logging.AddClusterFilters();
        builder.Services.AddSingleton<INodeObserver>(provider => provider.GetRequiredService<Node>());
        builder.Services.AddHostedService<ReturnedNode>();
        if (line.Silo)
        {
            builder.AddDispatchSilo(options, hasSockets: true);
        }
        else
        {
            builder.AddDispatchClusterClient(options);
        }
    }

    /// <summary>Runs before callers are authenticated.</summary>
    public static void UseEngine(WebApplication app)
    {
        if (HasDashboard(app))
        {
            app.UseMiddleware<DashboardAccess>();
        }
    }

    /// <summary>Orleans' own dashboard, for the operator, where it is switched on.</summary>
    public static void MapEngine(WebApplication app)
    {
        if (HasDashboard(app))
        {
            app.MapOrleansDashboard(DashboardAccess.Path).RequireCaller(CallerKind.Operator);
        }
    }

    private static bool HasDashboard(WebApplication app) =>
        app.Configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() is { Dashboard: true };
}
