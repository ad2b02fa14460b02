using System.Text.Json;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;

namespace Dispatch.LoadTests.Fleet;

/// <summary>The clinics, providers and patients of a run, as the server knows them.</summary>
public sealed record Population(
    string Run,
    DateOnly Today,
    IReadOnlyList<string> ClinicIds,
    IReadOnlyList<string> ClinicKeys,
    IReadOnlyList<string> ProviderIds,
    IReadOnlyList<string> ProviderTokens,
    IReadOnlyList<byte[]> RequestBodies,
    IReadOnlyList<string> RequestStates)
{
    // The most that a clinic can be given: what is measured is the path, not the limits.
    private const int ClinicRequestsPerSecond = 10_000;
    private const int ClinicOpenConsults = 1_000_000;
    private const int ProvidersPerRequest = 500;

    // Enough that states come close to their share of the population.
    private const int DifferentBodies = 8_192;

    /// <summary>Registers everybody with the server.</summary>
    /// <exception cref="InvalidOperationException">The server refused one.</exception>
    public static async Task<Population> Create(
        HttpClient http, string operatorToken, PopulationOptions options, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var run = now.ToUnixTimeMilliseconds().ToString();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var admin = new DispatchApi(http, operatorToken);
        var clinics = new List<ClinicCreated>(options.Clinics);
        for (var i = 0; i < options.Clinics; i++)
        {
            var clinic = new CreateClinic(
                $"Load clinic {run}-{i}", Limits: new ClinicLimits(ClinicRequestsPerSecond, ClinicOpenConsults));
            clinics.Add((await admin.CreateClinic(clinic, cancel)).Required());
        }

        var roster = ProviderRoster.Draw(options.Providers, options.Licenses, options.Seed, run, today, options.IsEven);
        var requests = Requests(roster, options, today);
        var providers = new List<ProviderCreated>(roster.Count);
        foreach (var some in roster.Chunk(ProvidersPerRequest))
            providers.AddRange((await admin.CreateProviders(some, cancel)).Required());

        return new Population(
            run,
            today,
            [.. clinics.Select(clinic => clinic.Id)],
            [.. clinics.Select(clinic => clinic.ApiKey)],
            [.. providers.Select(provider => provider.Id)],
            [.. providers.Select(provider => provider.AccessToken)],
            [.. requests.Select(request => JsonSerializer.SerializeToUtf8Bytes(request, ContractJson.Default.RequestConsult))],
            [.. requests.Select(request => request.State)]);
    }

    private static List<RequestConsult> Requests(IReadOnlyList<CreateProvider> roster, PopulationOptions options, DateOnly today)
    {
        // A state without any provider would make a patient wait for nobody.
        var covered = roster.SelectMany(provider => provider.Licenses).Select(license => license.State).ToHashSet();
        var states = UsStates.All.Where(state => covered.Contains(state.Code) && (options.OnlyState ?? state.Code) == state.Code).ToList();
        if (states.Count == 0)
            throw new InvalidOperationException($"No provider is licensed in '{options.OnlyState}': expected a state's code.");
        var patients = new PatientSource(
            new Chance(options.Seed),
            new StateDraw(states),
            new TrafficOptions { AsyncShare = 0, UrgentShare = 0, TwoServicesShare = 0 });
        return [.. Enumerable.Range(0, DifferentBodies)
            .Select(i => options.IsEven ? patients.Next(today) with { State = states[i % states.Count].Code } : patients.Next(today))];
    }
}
