using Dispatch.Api.Admission;
using Dispatch.Client.Contract;
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
    private const int FloodAtOnce = 48;
    private const int InFlightMost = 32;
    private const int OtherClinics = 4;
    private const int ConsultsOfEachOther = 6;

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

    // What makes this certain on any machine: the others each wait for an answer, so they ask at most five times a second,
    // and with five clinics each one's share of the 50 that are let in whatever the delay is ten.
    [Fact]
    public async Task AFloodingClinic_IsRefusedAndAllOthersAreAnsweredAndServed()
    {
        Assert.SkipWhen(TestStore.IsPostgres, SqliteOnly);
        var faults = new StoreFaults();
        await using var server = await Start(
            faults, new() { ["Dispatch:Admission:InFlightMaximum"] = $"{InFlightMost}", ["Dispatch:Admission:InFlightMinimum"] = $"{InFlightMost}" });
        var flooding = (await server.Operator.CreateClinic(Samples.Clinic("Flooding"))).Required();
        var others = new List<ClinicCreated>();
        for (var i = 0; i < OtherClinics; i++)
        {
            others.Add((await server.Operator.CreateClinic(Samples.Clinic($"Other {i}"))).Required());
        }

        using var stop = new CancellationTokenSource();
        var desks = await Desks(server, 40, stop.Token);
        using var enough = new CancellationTokenSource();
        var flood = new Patients(() => server.Up, flooding.ApiKey, States);
        var flooded = flood.AskUntil(FloodAtOnce, enough.Token);
        await Safety.Within(flood.TurnedAway, () => $"{flood.Answered.Count} of the flood were answered, none refused.");

        var asking = others.ConvertAll(o => new Patients(() => server.Up, o.ApiKey, States));
        await Safety.Within(
            Task.WhenAll(asking.Select(o => o.Ask(ConsultsOfEachOther, 1))), () => $"{asking.Sum(o => o.Answered.Count)} were answered.");
        foreach (var (clinic, patients) in others.Zip(asking))
        {
            await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => Said(server));
        }

        Assert.False(flooded.IsCompleted);
        Assert.All(asking, o => Assert.Equal((0, ConsultsOfEachOther), (o.Refused, o.Answered.Count)));
        Assert.True(flood.Refused > FloodAtOnce - InFlightMost, $"{flood.Refused} of the flood were refused.");

        faults.CommitDelay = TimeSpan.Zero;
        await enough.CancelAsync();
        await Safety.Within(flooded, () => $"{flood.Answered.Count} of the flood were answered.");
        await Completions.Of(await server.Up, flooding.ApiKey, flood.Answered, () => Said(server));
        await End(server, stop, desks);
        Audit.AssertAllServed(server.Store, [.. flood.Answered, .. asking.SelectMany(o => o.Answered)]);
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
