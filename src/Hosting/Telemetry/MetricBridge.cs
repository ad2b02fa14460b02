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
            // Families, not samples: most have samples with labels, of which there are none at the start.
            foreach (var (family, isCounter) in MetricText.Families(TextOf(source)))
            {
                IEnumerable<Measurement<double>> Observe() => MetricText.Parse(TextOf(source))
                    .Where(s => s.Family == family)
                    .Select(s => new Measurement<double>(s.Value, s.Labels));
                if (isCounter)
                {
                    _meter.CreateObservableCounter(family, Observe);
                }
                else
                {
                    _meter.CreateObservableGauge(family, Observe);
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
