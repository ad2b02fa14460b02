using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Faults.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Faults;

/// <summary>The server's process killed again and again on one store, while patients ask and providers serve.</summary>
public sealed class KillUnderLoadTests
{
    private const int Kills = 50;
    private const int Providers = 8;
    private const int AtOnce = 8;

    /// <summary>Of the moments at which it is killed: so many more answers, or none.</summary>
    private const int Seed = 20_261_125;

    private static readonly string[] States = ["CA", "TX", "NY"];

    [Fact]
    public async Task Kill_FiftyTimesUnderLoad_LosesAndDoublesNothing()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var providers = (await server.Operator.CreateProviders(
            [.. Enumerable.Range(0, Providers).Select(_ => Samples.Provider(States))])).Required();
        using var enough = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        var patients = new Patients(() => server.Up, clinic.ApiKey, States);
        var asking = patients.AskUntil(AtOnce, enough.Token);
        var desks = providers.Select(p => new Desk(() => server.Up, p.AccessToken).Run(stop.Token)).ToList();

        var dice = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Every fifth time the moment it listens, while everybody comes back.
            var answers = dice.Next(5) == 0 ? 0 : dice.Next(1, 25);
            await Safety.Within(
                patients.Reached(patients.Answered.Count + answers),
                () => $"Before kill {kill}, {patients.Answered.Count} were answered:\n{server.Output}");
            await server.Kill9();
            await server.Restart();
        }

        await enough.CancelAsync();
        await Safety.Within(asking, () => $"{patients.Answered.Count} were answered:\n{server.Output}");
        await Completions.Of(await server.Up, clinic.ApiKey, patients.Answered, () => server.Output);
        await stop.CancelAsync();
        await Safety.Within(Task.WhenAll(desks), () => "A provider did not end.");
        Assert.Equal(0, await server.Terminate());
        Audit.AssertAllServed(server.Store, patients.Answered);
    }
}
