using System.Collections.Concurrent;
using System.Net;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>The server's process killed in the middle of everything, several times, on one store.</summary>
public sealed class KillDuringLoadTests
{
    private const int Providers = 12;
    private const int Kills = 3;
    private const int ConsultsPerRound = 150;
    private static readonly string[] States = ["CA", "TX", "NY"];

    [Fact]
    public async Task Kill_DuringLoadSeveralTimes_LosesNoConsultThatWasAnswered()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var providers = (await server.Operator.CreateProviders(
            [.. Enumerable.Range(0, Providers).Select(_ => Samples.Provider(States))])).Required();
        var answered = new ConcurrentDictionary<string, string>();
        var unknown = new ConcurrentDictionary<string, string>();

        for (var round = 0; round < Kills; round++)
        {
            using var stop = new CancellationTokenSource();
            var desks = providers.Select(p => new Desk(server.Address, p.AccessToken).Run(stop.Token)).ToList();
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var api = server.Operator.As(clinic.ApiKey);
            var asking = Enumerable.Range(0, ConsultsPerRound)
                .Select(i => Ask(api, $"{round}-{i}", answered, unknown, enough, (round * ConsultsPerRound) + (ConsultsPerRound / 2)))
                .ToList();

            // Half of the answers are out, the rest is in flight, offers are being taken: that is the moment.
            await Safety.Within(enough.Task, () => $"Only {answered.Count} consults were answered:\n{server.Output}");
            await server.Kill9();
            await Task.WhenAll(asking);
            await stop.CancelAsync();
            await Task.WhenAll(desks);
            await server.Restart();
            await AssertAllThere(server.Operator.As(clinic.ApiKey), answered.Values);
        }

        await AskAgain(server.Operator.As(clinic.ApiKey), answered, unknown);
        await ServeAll(server, clinic, providers, answered.Values);
        Assert.Equal(0, await server.Terminate());

        using var store = server.Store.Read();
        store.AssertIntact();
        var events = store.Events();
        History.AssertSound(events, liveCapacity: 1);
        Assert.Equal(
            answered.Values.Order(StringComparer.Ordinal),
            events.Where(e => e.Type == "consult.requested").Select(e => e.Stream).Order(StringComparer.Ordinal));
        Assert.Empty(History.Served(events));
        Assert.Empty(store.Rows("SELECT key FROM claims WHERE scope = 'slot'"));
        Assert.Equal($"{answered.Count}", store.Rows("SELECT count(*) FROM claims WHERE scope = 'idem'")[0][0]);
        Assert.Empty(store.Rows("SELECT consult FROM open_consults WHERE ended = 0"));
        Assert.Equal(
            $"{answered.Count}",
            store.Rows("SELECT count(*) FROM consults WHERE status = 'completed'")[0][0]);
    }

    [Fact]
    public async Task Kill_WhileConsultsAreServed_KeepsAssignmentsAndTheirClaimsAlike()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var api = server.Operator.As(clinic.ApiKey);
        await using var one = await OnDuty(server, "CA");
        await using var two = await OnDuty(server, "TX");
        var served = (await api.RequestConsult(Samples.Consult("CA"), null)).Required().Id;
        await one.Accept(await one.NextOffer(served));
        await one.Start(served);
        var offered = (await api.RequestConsult(Samples.Consult("TX"), null)).Required().Id;
        await two.NextOffer(offered);

        await server.Kill9();
        using (var store = server.Store.Read())
        {
            store.AssertIntact();
            Assert.Equal(new Dictionary<string, string> { [served] = one.Id }, History.Served(store.Events()));
            Assert.Equal([[$"{one.Id}/live/0", served]], store.Rows("SELECT key, holder FROM claims WHERE scope = 'slot'"));
        }

        await server.Restart();
        api = server.Operator.As(clinic.ApiKey);
        Assert.Equal(ConsultStatus.InProgress, (await api.GetConsult(served)).Required().Status);
        Assert.Contains((await api.GetConsult(offered)).Required().Status, (string[])[ConsultStatus.Waiting, ConsultStatus.Offered]);
        await one.SocketEnded();
        await one.Connect();
        await one.Resume();
        Assert.Equal(served, Assert.Single((await one.Events.Next<ProviderSnapshot>()).Consults).ConsultId);
        await one.Connection.CompleteConsult(served, OrderBuilder.Approve(["skin"], new DateOnly(2026, 1, 2)));
        Assert.Equal(ConsultStatus.Completed, (await api.GetConsult(served)).Required().Status);
        await two.SocketEnded();
        await two.ConnectOnDuty();
        await two.NextOffer(offered);
    }

    [Fact]
    public async Task Kill_WhileOneKeyIsSentFiftyTimes_LeavesOneConsultForThatKey()
    {
        await using var server = await DispatchProcess.Start();
        var clinic = (await server.Operator.CreateClinic(Samples.Clinic())).Required();
        var answered = new ConcurrentDictionary<string, string>();
        var unknown = new ConcurrentDictionary<string, string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var api = server.Operator.As(clinic.ApiKey);

        var asking = Enumerable.Range(0, 50).Select(async i =>
        {
            try
            {
                var answer = await api.RequestConsult(Samples.Consult(), "visit-1");
                answered[$"{i}"] = answer.Required().Id;
                enough.TrySetResult();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                unknown[$"{i}"] = fault.Message;
            }
        }).ToList();
        await Safety.Within(enough.Task, () => server.Output);
        await server.Kill9();
        await Task.WhenAll(asking);
        await server.Restart();

        var again = server.Operator.As(clinic.ApiKey);
        var repeats = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => again.RequestConsult(Samples.Consult(), "visit-1")));
        var other = await again.RequestConsult(Samples.Consult("TX"), "visit-1");

        Assert.All(repeats, r => Assert.Equal(HttpStatusCode.Created, r.Status));
        Assert.Single(repeats.Select(r => r.Required().Id).Concat(answered.Values).Distinct());
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal("urn:dispatch:problem:idempotency-key-reused", other.Problem!.Type);
        Assert.Single((await again.ListConsults(new ConsultFilter())).Required().Items);
    }

    private static async Task<ProviderClient> OnDuty(DispatchProcess server, string state)
    {
        var created = (await server.Operator.CreateProvider(Samples.Provider(state))).Required();
        var provider = new ProviderClient(() => server.Address, created);
        await provider.ConnectOnDuty();
        return provider;
    }

    private static async Task Ask(
        DispatchApi api,
        string key,
        ConcurrentDictionary<string, string> answered,
        ConcurrentDictionary<string, string> unknown,
        TaskCompletionSource enough,
        int wanted)
    {
        try
        {
            var answer = await api.RequestConsult(Samples.Consult(StateOf(key)), key);
            answered[key] = answer.Required().Id;
            if (answered.Count >= wanted)
            {
                enough.TrySetResult();
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            unknown[key] = fault.Message;
        }
    }

    // Who was not answered repeats with the same key: it is one consult, whether or not the first try took effect.
    private static async Task AskAgain(
        DispatchApi api, ConcurrentDictionary<string, string> answered, ConcurrentDictionary<string, string> unknown)
    {
        foreach (var key in unknown.Keys)
        {
            answered[key] = (await api.RequestConsult(Samples.Consult(StateOf(key)), key)).Required().Id;
        }

        foreach (var (key, id) in answered)
        {
            Assert.Equal(id, (await api.RequestConsult(Samples.Consult(StateOf(key)), key)).Required().Id);
        }
    }

    private static string StateOf(string key) => States[key[^1] % States.Length];

    private static async Task AssertAllThere(DispatchApi api, IEnumerable<string> answered)
    {
        var found = await Task.WhenAll(answered.Select(id => api.GetConsult(id)));
        Assert.All(found, f => Assert.Equal(HttpStatusCode.OK, f.Status));
        Assert.All(found, f => Assert.Contains(
            f.Required().Status,
            (string[])[ConsultStatus.Waiting, ConsultStatus.Offered, ConsultStatus.Assigned, ConsultStatus.InProgress, ConsultStatus.Completed]));
    }

    private static async Task ServeAll(
        DispatchProcess server, ClinicCreated clinic, IReadOnlyList<ProviderCreated> providers, ICollection<string> consults)
    {
        var done = new ConcurrentDictionary<string, bool>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var api = server.Operator.As(clinic.ApiKey);
        await using var watch = await Client.Hubs.ClinicConnection.Connect(
            server.Address, clinic.ApiKey, c => Note(c.ConsultId!, c.Status!), null, TimeProvider.System);
        await watch.WatchConsults();
        using var stop = new CancellationTokenSource();
        var desks = providers.Select(p => new Desk(server.Address, p.AccessToken).Run(stop.Token)).ToList();

        // What ended before the watch began is not told.
        foreach (var id in consults)
        {
            Note(id, (await api.GetConsult(id)).Required().Status);
        }

        await Safety.Within(all.Task, () => $"{done.Count} of {consults.Count} consults ended:\n{server.Output}");
        await stop.CancelAsync();
        await Task.WhenAll(desks);

        void Note(string id, string status)
        {
            if (status == ConsultStatus.Completed && done.TryAdd(id, true) && done.Count >= consults.Count)
            {
                all.TrySetResult();
            }
        }
    }
}
