using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>A store that is full or slow while patients ask and providers serve.</summary>
public sealed class StoreUnderLoadTests
{
    private const int Consults = 120;
    private const int AtOnce = 24;
    private const int Providers = 12;
    private const string SqliteOnly = "The fault is made inside SQLite.";
    private static readonly string[] States = ["CA", "TX", "NY"];

    [Fact]
    public async Task Full_WhileConsultsAreServed_RefusesAndGoesOnWhenThereIsRoom()
    {
        Assert.SkipWhen(TestStore.IsPostgres, SqliteOnly);

        // Room for the schema, the providers and some of the consults.
        var faults = new StoreFaults { PagesMaximum = 140 };
        await using var server = await DispatchHost.Start(faults.Options);
        var (clinic, providers) = await People(server);
        using var stop = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var desks = Desks(server, providers, stop.Token);
        using var enough = new CancellationTokenSource();
        var asking = patients.AskUntil(AtOnce, enough.Token);

        await Safety.Within(patients.TurnedAway, () => $"{patients.Answered.Count} were answered: the store did not get full.");
        await enough.CancelAsync();
        var before = patients.Answered;
        Assert.All(before, id => Assert.Equal(id, server.Operator.As(clinic.ApiKey).GetConsult(id).GetAwaiter().GetResult().Required().Id));
        faults.PagesMaximum = 100_000;

        await AssertAllServed(server, clinic, patients, asking, desks, stop);
        Assert.True(patients.Refused > 0);
        Audit.AssertAllServed(server.Store, patients.Answered);
    }

    [Fact]
    public async Task DiskFull_WhileConsultsAreServed_RefusesAndGoesOnWhenThereIsRoom()
    {
        Assert.SkipWhen(TestStore.IsPostgres, SqliteOnly);
        using var disk = SmallDisk.TryMount(mebibytes: 48);
        Assert.SkipWhen(disk is null, "This process may not mount a file system.");
        var path = Path.Combine(disk.Folder, "dispatch.db");
        await using var server = await DispatchHost.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string> { ["Dispatch:Store"] = "sqlite:" + path },
        });
        var (clinic, providers) = await People(server);
        using var stop = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var desks = Desks(server, providers, stop.Token);
        using var enough = new CancellationTokenSource();
        var asking = patients.AskUntil(AtOnce, enough.Token);

        await Safety.Within(patients.Reached(Consults / 4), () => $"{patients.Answered.Count} were answered.");
        disk.Fill();
        await Safety.Within(patients.TurnedAway, () => $"{patients.Answered.Count} were answered: the disk did not get full.");
        await enough.CancelAsync();
        disk.MakeRoom();

        await AssertAllServed(server, clinic, patients, asking, desks, stop);
        Assert.True(patients.Refused > 0);
        using var store = new SqliteStoreReading(path);
        Audit.AssertAllServed(store, patients.Answered);
    }

    [Fact]
    public async Task Slow_WhileConsultsAreServed_SharesCommitsAndLosesNothing()
    {
        Assert.SkipWhen(TestStore.IsPostgres, SqliteOnly);
        var faults = new StoreFaults();
        await using var server = await DispatchHost.Start(faults.Options);
        var (clinic, providers) = await People(server);
        faults.CommitDelay = TimeSpan.FromMilliseconds(200);
        var before = faults.Commits;
        using var stop = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var desks = Desks(server, providers, stop.Token);
        var asking = patients.Ask(Consults / 2, Consults / 2);

        await AssertAllServed(server, clinic, patients, asking, desks, stop);

        Assert.Equal(0, patients.Refused);
        var events = Audit.AssertAllServed(server.Store, patients.Answered);
        Audit.AssertOneOfferAtATime(events);

        // Alone, each request, assignment, start and completion would be a commit.
        Assert.InRange(faults.Commits - before, 4, Consults);
    }

    private static async Task<(ClinicCreated Clinic, IReadOnlyList<ProviderCreated> Providers)> People(DispatchHost server) => (
        (await server.Operator.CreateClinic(Samples.Clinic())).Required(),
        (await server.Operator.CreateProviders([.. Enumerable.Range(0, Providers).Select(_ => Samples.Provider(States))])).Required());

    private static List<Task> Desks(DispatchHost server, IEnumerable<ProviderCreated> providers, CancellationToken stop) =>
        [.. providers.Select(p => new Desk(() => server.Up, p.AccessToken).Run(stop))];

    private static async Task AssertAllServed(
        DispatchHost server, ClinicCreated clinic, Patients patients, Task asking, List<Task> desks, CancellationTokenSource stop)
    {
        await Safety.Within(asking, () => $"{patients.Answered.Count} were answered.");
        await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => string.Join('\n', server.Log.Lines));
        await stop.CancelAsync();
        await Safety.Within(Task.WhenAll(desks), () => "A provider did not end.");
        await server.Stop();
    }
}
