using System.Globalization;

namespace Dispatch.Hosting.Telemetry;

/// <summary>Reads what <see cref="Metrics.PrometheusWriter"/> writes.</summary>
public static class MetricText
{
    private const string TypeLine = "# TYPE ";
    private const string Histogram = "histogram";

    // What a histogram's samples add to its name, buckets left out.
    private static readonly string[] OfHistogram = ["_sum", "_count"];

    /// <summary>What samples there may be, those families included that have none yet.</summary>
    public static IReadOnlyList<(string Family, bool IsCounter)> Families(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            .. text.Split('\n')
                .Where(line => line.StartsWith(TypeLine, StringComparison.Ordinal))
                .Select(line => line[TypeLine.Length..].Split(' '))
                .SelectMany(words => words[1] == Histogram
                    ? OfHistogram.Select(suffix => (words[0] + suffix, true))
                    : [(words[0], IsCounter(words[1]))]),
        ];
    }

    /// <summary>All samples but the buckets of histograms.</summary>
    public static IReadOnlyList<MetricSample> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var samples = new List<MetricSample>();
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(TypeLine, StringComparison.Ordinal))
            {
                type = line[(line.LastIndexOf(' ') + 1)..];
            }
            else if (line[0] != '#' && Sample(line, type) is { } sample)
            {
                samples.Add(sample);
            }
        }

        return samples;
    }

    private static bool IsCounter(string type) => type != "gauge";

    private static MetricSample? Sample(string line, string type)
    {
        var end = line.LastIndexOf(' ');
        var brace = line.IndexOf('{', StringComparison.Ordinal);
        var name = line[..(brace < 0 ? end : brace)];
        return type == Histogram && name.EndsWith("_bucket", StringComparison.Ordinal)
            ? null
            : new MetricSample(
                name,
                IsCounter(type),
                double.Parse(line.AsSpan(end + 1), CultureInfo.InvariantCulture),
                brace < 0 ? [] : Labels(line[(brace + 1)..line.LastIndexOf('}')]));
    }

    // Values are states, routes and reasons: none has a quote or a comma in it.
    private static KeyValuePair<string, object?>[] Labels(string text) =>
    [
        .. text.Split("\",", StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var at = pair.IndexOf("=\"", StringComparison.Ordinal);
            return KeyValuePair.Create(pair[..at], (object?)pair[(at + 2)..].TrimEnd('"'));
        }),
    ];
}
