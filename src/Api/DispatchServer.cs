using System.Net;
using Dispatch.Api.Admission;
using Dispatch.Api.Catalog;
using Dispatch.Api.Clinics;
using Dispatch.Api.Consults;
using Dispatch.Api.Documentation;
using Dispatch.Api.Engines;
using Dispatch.Api.Health;
using Dispatch.Api.Hubs;
using Dispatch.Api.Locations;
using Dispatch.Api.Operations;
using Dispatch.Api.Pages;
using Dispatch.Api.Problems;
using Dispatch.Api.ProviderConsole;
using Dispatch.Api.Providers;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Api.Settings;
using Dispatch.Api.Starting;
using Dispatch.Api.WaitTimes;
using Dispatch.Api.Walls;
using Dispatch.Grains;
using Dispatch.Hosting.Telemetry;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Dispatch.Api;

/// <summary>The server that a user starts: REST, hubs, health and, with the embedded engine, the grains.</summary>
public static partial class DispatchServer
{
    // Watching for changes of settings would watch the folder that the store writes to, at a cost per commit.
    private const string NoReload = "--hostBuilder:reloadConfigOnChange=false";

    // What is left of the 15 s that a process may take to end is for what comes after the hosted services.
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(12);

    /// <summary>Builds the server; nothing runs until it is started.</summary>
    /// <param name="args">As <see cref="CommandLine"/> reads them; <c>--port 0</c> binds any free port.</param>
    /// <param name="configure">Runs last: what it registers replaces what is here.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var line = CommandLine.Parse(args);
        TimeZones.Require();
        var builder = WebApplication.CreateSlimBuilder([NoReload, .. line.Rest]);
        var options = builder.Configuration.GetSection(DispatchOptions.Section).Get<DispatchOptions>() ?? new DispatchOptions();
        var limits = builder.Configuration.GetSection($"{DispatchOptions.Section}:Limits").Get<ApiLimits>() ?? new ApiLimits();
        var budget = ConnectionBudget.Fit(limits, OpenFiles.Limit());
        (limits.OpenConnections, limits.OpenSockets) = (budget.Connections, budget.Sockets);
        ConfigureLogging(builder.Logging);
        builder.AddTelemetry("dispatch-api", SignInLinks.Under);
        ConfigureKestrel(builder, line.Port, limits);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTimeout);

        // Hosted services stop in the reverse order: first the sockets, then the grains, last the store.
        builder.Services.AddStore(options);
        builder.Services.AddSteadyClock();
        builder.AddDispatchEngine(line);
        builder.Services.AddDispatchGrains();
        builder.Services.AddApi(options, limits);
        builder.Services.AddAdmission(builder.Configuration.GetSection(AdmissionOptions.Section).Get<AdmissionOptions>() ?? new AdmissionOptions());
        configure?.Invoke(builder);

        var app = builder.Build();
        if (budget.IsReduced)
        {
            LogReduced(app.Logger, budget.Connections, budget.Sockets);
        }

        UseMiddleware(app);
        MapEndpoints(app, limits);
        return app;
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // These log whole URLs, in which hub connections carry their token.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Http.Connections", LogLevel.Warning);

        // Every refused hub call would be an error with a stack; defects are logged where they are translated.
        logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
    }

    private static void ConfigureKestrel(WebApplicationBuilder builder, int port, ApiLimits limits)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
            kestrel.Limits.MaxConcurrentConnections = limits.OpenConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = limits.OpenSockets;
            kestrel.Limits.KeepAliveTimeout = limits.IdleConnectionTime;
            kestrel.Limits.RequestHeadersTimeout = limits.RequestHeadTime;
            kestrel.Listen(IPAddress.Loopback, port);
        });

        // A connection has the options of the socket that accepted it.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
        {
            var listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            listener.SendBufferSize = limits.SendBufferBytes;
            return listener;
        });
    }

    private static void UseMiddleware(WebApplication app)
    {
        // The process listens on the loopback address alone: who comes from elsewhere comes through a proxy, which adds
        // whom it serves. Only what it added itself, at the end, counts.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 });
        app.UseMiddleware<SecurityHeaders>();
        EngineServices.UseEngine(app);
        app.UseMiddleware<RequestMetricsMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        DocumentationEndpoints.UseReference(app);
        app.UseRouting();
        app.UseMiddleware<AuthenticationMiddleware>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseMiddleware<AdmissionMiddleware>();
        app.UseWebSockets();
    }

    private static void MapEndpoints(WebApplication app, ApiLimits limits)
    {
        SessionEndpoints.Map(app);
        CatalogEndpoints.Map(app);
        ClinicEndpoints.Map(app);
        LocationEndpoints.Map(app);
        ProviderEndpoints.Map(app, limits);
        ShiftEndpoints.Map(app);
        ProviderConsoleEndpoints.Map(app);
        ConsultEndpoints.Map(app);
        WaitTimeEndpoints.Map(app);
        WallEndpoints.Map(app);
        OperationEndpoints.Map(app);
        SettingEndpoints.Map(app);
        HubEndpoints.Map(app, limits);
        HealthEndpoints.Map(app);
        PageEndpoints.Map(app);
        DocumentationEndpoints.Map(app);
        EngineServices.MapEngine(app);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The operating system allows few open files (ulimit -n): at most {Connections} connections and {Sockets} hub connections are taken")]
    private static partial void LogReduced(ILogger logger, int connections, int sockets);
}
