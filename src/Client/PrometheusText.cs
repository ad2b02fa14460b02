using System.Globalization;

namespace Dispatch.Client;

/// <summary>Reads single numbers out of Prometheus' text format.</summary>
public static class PrometheusText
{
    /// <summary>The sum of all series of a metric, whatever their labels.</summary>
    /// <returns>Null when the metric is not there.</returns>
    public static double? Sum(string text, string metric)
    {
        double? sum = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(metric, StringComparison.Ordinal))
                continue;

            var rest = line[metric.Length..];
            if (rest.StartsWith("{"))
                rest = rest[(rest.LastIndexOf('}') + 1)..];
            else if (!rest.StartsWith(" "))
                continue;

            // A time stamp may follow the value.
            rest = rest.Trim();
            var end = rest.IndexOf(' ');
            if (double.TryParse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture, out var value))
                sum = (sum ?? 0) + value;
        }

        return sum;
    }
}
