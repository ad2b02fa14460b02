using System.Diagnostics.Metrics;
using Dispatch.Hosting.Telemetry;

namespace Dispatch.Tests.Unit.Hosting;

public sealed class MetricBridgeTests : IDisposable
{
    private const string Prefix = "dispatch_bridge_test_";

    private readonly LaterSource _source = new();
    private readonly MetricBridge _bridge;
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value, string? Route)> _measured = [];

    public MetricBridgeTests()
    {
        _bridge = new MetricBridge([_source]);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests have bridges too.
            if (instrument.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _measured.Add((instrument.Name[Prefix.Length..], value, tags.Length == 0 ? null : (string?)tags[0].Value)));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _bridge.Dispose();
    }

    [Fact]
    public async Task Start_BeforeALabelWasSeen_OffersItsSamplesOnceItIs()
    {
        await _bridge.StartAsync(TestContext.Current.CancellationToken);
        _source.Routes.Add("/v1/consults");

        _listener.RecordObservableInstruments();

        Assert.Equal(
            [("requests_total", 1, "/v1/consults"), ("seconds_sum", 1.5, null), ("seconds_count", 1, null), ("depth", 3, null)],
            _measured);
    }

    private sealed class LaterSource : IMetricSource
    {
        public List<string> Routes { get; } = [];

        public void Write(PrometheusWriter writer)
        {
            writer.Family(Prefix + "requests_total", "counter", "By route.");
            foreach (var route in Routes)
            {
                writer.Sample(Prefix + "requests_total", 1, ("route", route));
            }

            var seconds = new Histogram(1, 2);
            seconds.Observe(1.5);
            writer.Histogram(Prefix + "seconds", "What they took.", seconds);
            writer.Gauge(Prefix + "depth", "How many wait.", 3);
        }
    }
}
