using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dispatch.Hosting.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
public static class TelemetryServices
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Spans of grain calls, which carry the trace from one process to the next.
    private const string GrainCalls = "Microsoft.Orleans.Application";
    private const string Engine = "Microsoft.Orleans";

    /// <param name="builder">Of the process.</param>
    /// <param name="service">Its role: <c>dispatch-api</c> or <c>dispatch-silo</c>.</param>
    /// <param name="secretPaths">Requests below these paths leave no span, which would name the path; each ends without a slash.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service, params string[] secretPaths)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddHostedService<MetricBridge>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter =
                    context => !Array.Exists(secretPaths, path => context.Request.Path.StartsWithSegments(path)))
                .AddSource(GrainCalls, DispatchActivities.Name)
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(MetricBridge.Name, Engine, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter());
        builder.Logging.AddOpenTelemetry(logs => logs.AddOtlpExporter());
    }
}
