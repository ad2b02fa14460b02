using System.Diagnostics.Metrics;
using Dispatch.Hosting.Metrics;

namespace Dispatch.Hosting.Telemetry;

/// <summary>
/// Offers what <c>/metrics</c> shows to OpenTelemetry too, under the same names, so that there is one list of metrics. Of
/// histograms the sum and the count.
/// </summary>
public sealed class MetricBridge(IEnumerable<IMetricSource> sources) : IHostedService, IDisposable
{
    public const string Name = "Dispatch";

    private readonly Meter _meter = new(Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            foreach (var family in MetricText.Parse(TextOf(source)).GroupBy(s => (s.Family, s.IsCounter)))
            {
                IEnumerable<Measurement<double>> Observe() => MetricText.Parse(TextOf(source))
                    .Where(s => s.Family == family.Key.Family)
                    .Select(s => new Measurement<double>(s.Value, s.Labels));
                if (family.Key.IsCounter)
                {
                    _meter.CreateObservableCounter(family.Key.Family, Observe);
                }
                else
                {
                    _meter.CreateObservableGauge(family.Key.Family, Observe);
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private static string TextOf(IMetricSource source)
    {
        var writer = new PrometheusWriter();
        source.Write(writer);
        return writer.ToString();
    }
}
