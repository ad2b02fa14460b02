using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Cluster;

/// <summary>Patients who ask at every API node that runs, and providers who serve whatever they are offered.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private const int Providers = 12;
    private const int AtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private static readonly string[] States = ["CA", "TX", "NY"];

    private readonly ClusterRun _cluster;
    private readonly Patients _patients;
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _asking;
    private readonly Task _desks;

    private ClusterLoad(ClusterRun cluster, ClinicCreated clinic, IReadOnlyList<ProviderCreated> providers, int desksEach)
    {
        _cluster = cluster;
        _patients = new Patients(cluster.Up, clinic.ApiKey, States);
        _desks = Task.WhenAll(providers
            .SelectMany(p => Enumerable.Repeat(p, desksEach))
            .Select(p => new Desk(cluster.Up, p.AccessToken).Run(_stop.Token)));
        _asking = _patients.AskUntil(AtOnce, _enough.Token);
    }

    public int Answered => _patients.Answered.Count;

    /// <param name="desksEach">Sockets of each provider, at one API node after the other.</param>
    public static async Task<ClusterLoad> Start(ClusterRun cluster, int desksEach = 1) =>
        new(cluster, await cluster.AddClinic(), await cluster.AddProviders(Providers, States), desksEach);

    /// <summary>Waits until so many more were answered 201.</summary>
    public Task More(int count) => Safety.Within(
        _patients.Reached(Answered + count), () => $"{Answered} were answered:\n{_cluster.Output}", ClusterRun.Limit);

    /// <summary>Completes when the next patient hears 503.</summary>
    public Task NextUnavailable() => _patients.NextUnavailable();

    /// <summary>Ends the load, stops the cluster, and fails unless its store holds what patients were told, all of it served
    /// once and by somebody who had room.</summary>
    public async Task AssertNothingLostOrDoubled(string store)
    {
        await _enough.CancelAsync();
        await Safety.Within(_asking, () => $"{Answered} were answered:\n{_cluster.Output}", ClusterRun.Limit);
        await AllCompleted(store);
        await _stop.CancelAsync();
        await Safety.Within(_desks, () => "A provider did not end.");
        await _cluster.Stop();
        using var reading = new PostgresStoreReading(store);
        Audit.AssertAllServed(reading, _patients.Answered);
        reading.AssertIntact();
    }

    /// <summary>Asks the store, which knows at once what any process of whichever cluster did.</summary>
    private async Task AllCompleted(string store)
    {
        using var reading = new PostgresStoreReading(store);
        var since = TimeProvider.System.GetTimestamp();
        List<string?[]> open;
        while ((open = reading.Rows("SELECT consult, status FROM open_consults WHERE ended = 0")).Count > 0)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(since) < ClusterRun.Limit,
                $"Still open: {string.Join(", ", open.Select(o => $"{o[0]} {o[1]}"))}\n"
                + string.Join('\n', reading.Events().Where(e => open.Exists(o => o[0] == e.Stream)).Select(e => $"{e.At:O} {e.Stream} {e.Type}")));
            await Task.Delay(Poll, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _stop.CancelAsync();
        _enough.Dispose();
        _stop.Dispose();
    }
}
