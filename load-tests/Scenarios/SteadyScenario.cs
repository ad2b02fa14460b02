using System.Text.Json;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;
using Dispatch.LoadTests.Fleet;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>
/// Live consults at a steady rate; providers accept, start and complete at once. What it measures is the system alone, and every
/// consult that was answered 201 must end completed.
/// </summary>
public sealed class SteadyScenario(
    Uri server, string operatorToken, SteadyOptions options, ConsultLedger ledger, TimeProvider time) : IScenario
{
    // The most that a clinic can be given: this scenario measures the path, not the limits.
    private const int ClinicRequestsPerSecond = 10_000;
    private const int ClinicOpenConsults = 1_000_000;
    private const int ProvidersPerRequest = 500;
    private const int ChecksAtEnd = 2_000;
    private static readonly TimeSpan SettlePoll = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromSeconds(60),
    };

    private readonly Chance _chance = new(options.Seed);
    private readonly List<DispatchApi> _clinics = [];
    private readonly string _run = time.GetUtcNow().ToUnixTimeMilliseconds().ToString();
    private PatientSource? _patients;
    private ProviderFleet? _fleet;

    public string Name => "steady";

    public ConsultLedger Ledger => ledger;

    /// <summary>Connections that ended without our asking.</summary>
    public int ConnectionsLost => _fleet?.ConnectionsLost ?? 0;

    public async Task Prepare(CancellationToken cancel)
    {
        var admin = new DispatchApi(_http, operatorToken);
        for (var i = 0; i < options.Clinics; i++)
        {
            var clinic = await admin.CreateClinic(
                new CreateClinic(
                    $"Load clinic {_run}-{i}", Limits: new ClinicLimits(ClinicRequestsPerSecond, ClinicOpenConsults)),
                cancel);
            _clinics.Add(admin.As(clinic.Required().ApiKey));
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var roster = ProviderRoster.Draw(options.Providers, options.Licenses, options.Seed, _run, today);
        var tokens = new List<string>(roster.Count);
        foreach (var some in roster.Chunk(ProvidersPerRequest))
            tokens.AddRange((await admin.CreateProviders(some, cancel)).Required().Select(provider => provider.AccessToken));

        // A state without any provider would make a patient wait for nobody.
        var covered = roster.SelectMany(provider => provider.Licenses).Select(license => license.State).ToHashSet();
        _patients = new PatientSource(
            _chance,
            new StateDraw([.. UsStates.All.Where(state => covered.Contains(state.Code))]),
            new TrafficOptions { AsyncShare = 0, UrgentShare = 0, TwoServicesShare = 0 });

        _fleet = new ProviderFleet(server, tokens, ledger, today, time);
        await _fleet.GoOnDuty(cancel);
    }

    public async Task<bool> Arrive(long number, long scheduledAt, CancellationToken cancel)
    {
        var clinic = (int)(number % _clinics.Count);
        var consult = _patients!.Next(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        ledger.Sent(scheduledAt, time.GetTimestamp());
        try
        {
            var answer = await _clinics[clinic].RequestConsult(consult, $"load-{_run}-{number}", cancel);
            if (answer.Value is not { } view)
            {
                ledger.Refused($"{(int)answer.Status} {answer.Problem?.Type}");
                return false;
            }

            ledger.Requested(view.Id, clinic, scheduledAt, time.GetTimestamp());
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            ledger.Refused(e.GetType().Name);
            return false;
        }
    }

    public async Task Settle(TimeSpan limit, CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        while (ledger.OpenCount > 0 && time.GetElapsedTime(since) < limit)
            await Task.Delay(SettlePoll, time, cancel);

        // The completion may have been told to a provider whose connection broke: the server has the last word.
        foreach (var (consultId, clinic) in ledger.Open().Take(ChecksAtEnd))
        {
            var answer = await _clinics[clinic].GetConsult(consultId, cancel);
            ledger.Checked(consultId, answer.Value?.Status ?? $"{(int)answer.Status}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
            await _fleet.DisposeAsync();
        _http.Dispose();
    }
}
