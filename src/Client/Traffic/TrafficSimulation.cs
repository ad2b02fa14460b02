using System.Globalization;

namespace Dispatch.Client.Traffic;

/// <summary>
/// Simulated patients and providers who use the public contract only. Writes one status line a second.
/// </summary>
/// <param name="server">The server's address.</param>
/// <param name="who">Clinics and providers that exist already.</param>
/// <param name="output">Where the status lines go.</param>
/// <param name="time">Drives everything that waits.</param>
/// <param name="seed">The same seed makes the same people; what the server does with them may differ.</param>
public sealed class TrafficSimulation(
    Uri server, DemoCredentials who, TextWriter output, TimeProvider time, int seed, TrafficOptions? options = null)
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(1);

    private readonly TrafficOptions _options = options ?? new TrafficOptions();

    /// <summary>Runs until cancelled, then returns. A server that goes away is waited for.</summary>
    /// <exception cref="ArgumentException">There is no clinic to ask through.</exception>
    public async Task Run(CancellationToken cancel)
    {
        if (who.ClinicKeys.Count == 0)
            throw new ArgumentException("Expected at least one clinic key.");

        using var http = new HttpClient { BaseAddress = server };
        var record = new TrafficRecord(time, _options);
        var patients = new SimulatedPatients(
            [.. who.ClinicKeys.Select(key => new DispatchApi(http, key))],
            new PatientSource(new Chance(seed), new StateDraw(UsStates.All), _options),
            new Chance(unchecked(seed + 1)),
            record,
            _options,
            time);
        var providers = who.ProviderTokens.Select((token, index) => new SimulatedProvider(
            server, token, new Chance(unchecked(seed + 2 + index)), record, _options, time));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task> all = [Report(record, stop.Token), patients.Run(stop.Token)];
        all.AddRange(providers.Select(provider => provider.Run(stop.Token)));

        // None ends by itself: the first is a cancellation, or a defect that must not pass for quiet traffic.
        var first = await Task.WhenAny(all);
        await stop.CancelAsync();
        await Task.WhenAll(all).ContinueWith(static _ => { }, TaskScheduler.Default);
        if (!cancel.IsCancellationRequested)
            await first;
    }

    /// <summary>One line: requests, waiting, open offers, p50/p99 request→offer, completed, errors.</summary>
    public static string StatusLine(TrafficCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"requests {counts.Requests}  waiting {counts.Waiting}  open offers {counts.OpenOffers}  request→offer p50/p99 "
        + $"{Milliseconds(counts.OfferLatencyP50)}/{Milliseconds(counts.OfferLatencyP99)} ms  "
        + $"completed {counts.Completed}  errors {counts.Errors}");

    private static string Milliseconds(TimeSpan? latency) =>
        latency?.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture) ?? "-";

    private async Task Report(TrafficRecord record, CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(StatusInterval, time, cancel);
            await output.WriteLineAsync(StatusLine(record.Count()));
        }
    }
}
