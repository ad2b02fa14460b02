using Dispatch.Api.Admission;
using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>Admission as it runs in production, by what it measures itself, on a store whose commits take 200 ms.</summary>
public sealed class SlowStoreAdmissionTests
{
    private const string SqliteOnly = "The fault is made inside SQLite.";
    private const int Consults = 60;
    private const int AtOnce = 30;

    private static readonly TimeSpan Commit = TimeSpan.FromMilliseconds(200);
    private static readonly string[] States = ["CA", "TX", "NY"];

    // Whether anything is shed depends on how busy the machine is that runs the test; unit tests show that it is not.
    [Fact]
    public async Task SlowStore_IsGivenThreeCommitsAndServesAll()
    {
        Assert.SkipWhen(TestStore.IsPostgres, SqliteOnly);
        var faults = new StoreFaults();
        await using var server = await Start(faults, []);
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        using var stop = new CancellationTokenSource();
        var desks = await Desks(server, 12, stop.Token);
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);

        await Safety.Within(patients.Ask(Consults, AtOnce), () => $"{patients.Answered.Count} were answered.");

        var admission = server.Services.GetRequiredService<AdmissionGate>().Read();
        Assert.True(admission.Admitted >= Consults, $"{admission.Admitted} went through admission.");
        Assert.InRange(admission.DelayTarget, 3 * Commit, TimeSpan.FromSeconds(1));
        await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => Said(server));
        await End(server, stop, desks);
        Audit.AssertAllServed(server.Store, patients.Answered);
    }

    /// <summary>A server with admission, whose store is slow from now on and of which admission has seen nothing else.</summary>
    private static async Task<DispatchHost> Start(StoreFaults faults, Dictionary<string, string> settings)
    {
        settings["Dispatch:Admission:Enabled"] = "true";
        var server = await DispatchHost.Start(faults.With(settings));
        faults.CommitDelay = Commit;
        return server;
    }

    private static async Task<List<Task>> Desks(DispatchHost server, int count, CancellationToken stop)
    {
        var providers = (await server.Operator.CreateProviders([.. Enumerable.Range(0, count).Select(_ => Samples.Provider(States))], stop)).Required();
        return [.. providers.Select(p => new Desk(() => server.Up, p.AccessToken).Run(stop))];
    }

    private static async Task End(DispatchHost server, CancellationTokenSource stop, List<Task> desks)
    {
        await stop.CancelAsync();
        await Safety.Within(Task.WhenAll(desks), () => "A provider did not end.");
        await server.Stop();
    }

    private static string Said(DispatchHost server) => string.Join('\n', server.Log.Lines);
}
