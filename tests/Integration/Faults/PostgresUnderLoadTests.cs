using Dispatch.Client.Contract;
using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;
using Dispatch.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>A PostgreSQL server of the test's own that is killed, frozen, full or slow while patients ask and providers serve.</summary>
public sealed class PostgresUnderLoadTests
{
    private const string PostgresOnly = "The fault is one of a PostgreSQL server.";
    private const string NoMount = "This process may not mount a file system.";
    private const int Faults = 2;
    private const int Providers = 12;
    private const int AtOnce = 24;

    /// <summary>Consults that are answered before each fault, and once more after the last.</summary>
    private const int Between = 30;

    private const int DiskMebibytes = 160;

    /// <summary>Each transaction that writes events waits 200 ms when it commits, once.</summary>
    private const string SlowCommits =
        """
        CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF coalesce(current_setting('dispatch.waited', true), '') = '' THEN
                PERFORM pg_sleep(0.2);
                PERFORM set_config('dispatch.waited', 'yes', true);
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON events
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit();
        """;

    private static readonly string[] States = ["CA", "TX", "NY"];

    [Fact]
    public async Task Killed_WhileConsultsAreServed_RefusesAndGoesOnWhenItIsBack()
    {
        Assert.SkipUnless(TestStore.IsPostgres, PostgresOnly);
        using var postgres = PostgresServer.Start();
        await AssertOutlives(postgres, async unavailable =>
        {
            postgres.Kill();
            await unavailable;
            postgres.Boot();
        });
    }

    [Fact]
    public async Task Frozen_WhileConsultsAreServed_RefusesAndGoesOnWhenItGoesOn()
    {
        Assert.SkipUnless(TestStore.IsPostgres, PostgresOnly);
        using var postgres = PostgresServer.Start();
        await AssertOutlives(postgres, async unavailable =>
        {
            using (postgres.Freeze())
            {
                await unavailable;
            }
        });
    }

    [Fact]
    public async Task DataDiskFull_WhileConsultsAreServed_RefusesAndGoesOnWhenThereIsRoom()
    {
        Assert.SkipUnless(TestStore.IsPostgres, PostgresOnly);
        using var disk = SmallDisk.TryMount(DiskMebibytes);
        Assert.SkipWhen(disk is null, NoMount);
        var log = Directory.CreateTempSubdirectory("dispatch-pg-log-").FullName;
        try
        {
            using var postgres = PostgresServer.StartBelow(disk.Folder, log);
            await AssertOutlives(postgres, async unavailable =>
            {
                disk.Fill();
                await unavailable;
                disk.MakeRoom();
            });
        }
        finally
        {
            Directory.Delete(log, recursive: true);
        }
    }

    // Without room for its log the server panics, and may not come up again before there is some.
    [Fact]
    public async Task WholeDiskFull_WhileConsultsAreServed_RefusesAndGoesOnWhenItIsBack()
    {
        Assert.SkipUnless(TestStore.IsPostgres, PostgresOnly);
        using var disk = SmallDisk.TryMount(DiskMebibytes);
        Assert.SkipWhen(disk is null, NoMount);
        using var postgres = PostgresServer.StartBelow(disk.Folder);
        await AssertOutlives(postgres, async unavailable =>
        {
            disk.Fill();
            await unavailable;
            disk.MakeRoom();
            postgres.Crash();
            postgres.Boot();
        });
    }

    [Fact]
    public async Task Slow_WhileConsultsAreServed_SharesCommitsAndLosesNothing()
    {
        Assert.SkipUnless(TestStore.IsPostgres, PostgresOnly);
        using var postgres = PostgresServer.Start();
        await using var server = await DispatchHost.Start(On(postgres));
        var (clinic, providers) = await People(server);
        await MakeSlow(postgres);
        var health = server.GrainServices.GetRequiredService<IStoreHealth>();
        var before = health.Read();
        using var stop = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var desks = Desks(server, providers, stop.Token);

        await AssertAllServed(postgres, server, clinic, patients, patients.Ask(2 * Between, 2 * Between), desks, stop);

        // Alone, each request, assignment, start and completion would be a commit.
        var after = health.Read();
        Assert.True(after.Items - before.Items >= 4 * 2 * Between, $"{after.Items - before.Items} were written.");
        Assert.InRange(after.Batches - before.Batches, 4, (after.Items - before.Items) / 2);
    }

    /// <param name="postgres">The store.</param>
    /// <param name="fault">Given a task that ends when somebody hears 503; the store is well when it returns.</param>
    private static async Task AssertOutlives(PostgresServer postgres, Func<Task, Task> fault)
    {
        await using var server = await DispatchHost.Start(On(postgres));
        var (clinic, providers) = await People(server);
        using var stop = new CancellationTokenSource();
        using var enough = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var desks = Desks(server, providers, stop.Token);
        var asking = patients.AskUntil(AtOnce, enough.Token);
        for (var i = 0; i < Faults; i++)
        {
            await AssertMoreAnswered(patients, server);
            await fault(Safety.Within(patients.NextUnavailable(), () => $"Nobody heard 503:\n{Said(server)}"));
        }

        await AssertMoreAnswered(patients, server);
        await enough.CancelAsync();
        await AssertAllServed(postgres, server, clinic, patients, asking, desks, stop);
    }

    private static async Task MakeSlow(PostgresServer postgres)
    {
        await using var store = NpgsqlDataSource.Create(postgres.ConnectionString());
        await using var command = store.CreateCommand(SlowCommits);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static DispatchHostOptions On(PostgresServer postgres) => new()
    {
        Time = TimeProvider.System,
        Settings = new Dictionary<string, string> { ["Dispatch:Store"] = postgres.ConnectionString() },
        Configure = builder =>
        {
            // As short as leaves a busy machine time for a transaction.
            builder.Services.AddSingleton(new PostgresStoreOptions
            {
                ConnectionString = postgres.ConnectionString(),
                ConnectTimeout = TimeSpan.FromSeconds(2),
                CommandTimeout = TimeSpan.FromSeconds(2),
                LockTimeout = TimeSpan.FromSeconds(1),
                ReconnectInterval = TimeSpan.FromMilliseconds(100),
            });
            builder.Services.AddSingleton(new JournalOptions { ProbeInterval = TimeSpan.FromMilliseconds(100) });
        },
    };

    private static async Task<(ClinicCreated Clinic, IReadOnlyList<ProviderCreated> Providers)> People(DispatchHost server) => (
        (await server.Operator.CreateClinic(Samples.Clinic())).Required(),
        (await server.Operator.CreateProviders([.. Enumerable.Range(0, Providers).Select(_ => Samples.Provider(States))])).Required());

    private static List<Task> Desks(DispatchHost server, IEnumerable<ProviderCreated> providers, CancellationToken stop) =>
        [.. providers.Select(p => new Desk(() => server.Up, p.AccessToken).Run(stop))];

    private static Task AssertMoreAnswered(Patients patients, DispatchHost server) => Safety.Within(
        patients.Reached(patients.Answered.Count + Between), () => $"{patients.Answered.Count} were answered:\n{Said(server)}");

    private static async Task AssertAllServed(
        PostgresServer postgres,
        DispatchHost server,
        ClinicCreated clinic,
        Patients patients,
        Task asking,
        List<Task> desks,
        CancellationTokenSource stop)
    {
        await Safety.Within(asking, () => $"{patients.Answered.Count} were answered:\n{Said(server)}");
        await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => Said(server));
        await stop.CancelAsync();
        await Safety.Within(Task.WhenAll(desks), () => "A provider did not end.");
        await server.Stop();
        using var store = new PostgresStoreReading(postgres.ConnectionString());
        Audit.AssertAllServed(store, patients.Answered);
    }

    private static string Said(DispatchHost server) => string.Join('\n', server.Log.Lines);
}
