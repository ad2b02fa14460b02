using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Dispatch.Hosting.Telemetry;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>What goes out over OTLP, as the exporter is offered it.</summary>
public sealed partial class TelemetryTests
{
    [Fact]
    public async Task EveryMetricServed_IsOfferedToOpenTelemetryToo()
    {
        var offered = new ConcurrentDictionary<string, bool>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == MetricBridge.Name)
            {
                offered[instrument.Name] = true;
            }
        };
        listener.Start();

        // Nobody listens there: what is offered is seen here.
        await using var server = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" },
        });
        var text = await server.Host.Http.GetStringAsync("/metrics");

        var served = Family().Matches(text)
            .Select(m => m.Groups[2].Value == "histogram" ? m.Groups[1].Value + "_count" : m.Groups[1].Value)
            .ToList();
        Assert.Contains("dispatch_consults_total", served);
        Assert.Empty(served.Except(offered.Keys));
    }

    [GeneratedRegex("# TYPE ([a-z_]+) ([a-z]+)")]
    private static partial Regex Family();
}
