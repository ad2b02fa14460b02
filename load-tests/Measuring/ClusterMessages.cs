using Dispatch.Client;

namespace Dispatch.LoadTests.Measuring;

/// <summary>Asks the processes of a cluster how many messages they sent to each other so far.</summary>
/// <param name="processes">Where each shows its metrics; none where nothing is asked.</param>
public sealed class ClusterMessages(IReadOnlyList<Uri> processes) : IDisposable
{
    private const string Metric = "dispatch_cluster_messages_total";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    /// <returns>The sum of all; null when there is nobody to ask.</returns>
    /// <exception cref="InvalidOperationException">One does not say: a sum without it would be too small.</exception>
    /// <exception cref="HttpRequestException">One does not answer.</exception>
    public async Task<double?> Read(CancellationToken cancel)
    {
        if (processes.Count == 0)
            return null;

        // At once: what is sent in between belongs to one window for some and to another for the rest.
        var texts = await Task.WhenAll(processes.Select(process => _http.GetStringAsync(process, cancel)));
        return texts.Zip(processes).Sum(one => PrometheusText.Sum(one.First, Metric)
            ?? throw new InvalidOperationException($"{one.Second} has no {Metric}."));
    }

    public void Dispose() => _http.Dispose();
}
