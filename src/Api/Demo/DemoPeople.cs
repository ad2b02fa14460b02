using System.Globalization;
using Dispatch.Api.Clinics;
using Dispatch.Api.Providers;
using Dispatch.Domain.States;

namespace Dispatch.Api.Demo;

/// <summary>
/// Three clinics, 40 providers that traffic plays and one for the console, the same on every start: licences spread over the
/// states by population.
/// </summary>
public static class DemoPeople
{
    private const int Seed = 20_261_122;
    private const int Providers = 40;
    private const int LicensesLeast = 3;
    private const int LicensesMost = 10;
    private const int LicenseYears = 2;
    private const int DaysOfLicenseThatEnds = 25;
    private const string StateOfLicenseThatEnds = "WA";

    private static readonly string[] ConsoleStates = ["CA", "FL", "NY", "TX", StateOfLicenseThatEnds];

    // One in four is a physician's assistant, who may not order hormones.
    private static readonly string[] Credentials = ["MD", "NP", "DO", "PA"];

    private static readonly string[] GivenNames =
        ["Elena", "Marcus", "Priya", "Jonas", "Amara", "Wei", "Sofia", "Daniel", "Leila", "Thomas"];

    private static readonly string[] FamilyNames =
        ["Navarro", "Okonkwo", "Lindqvist", "Fischer", "Rahman", "Chen", "Moretti", "Goldberg"];

    public static IReadOnlyList<CreateClinicBody> Clinics { get; } =
    [
        Clinic("Lumen Med Spa", "America/Los_Angeles"),
        Clinic("Harbor Wellness", "America/New_York"),
        Clinic("Mesa Aesthetics", "America/Denver"),
    ];

    /// <param name="today">Licences end two years later.</param>
    public static IReadOnlyList<CreateProviderBody> ProvidersAsOf(DateOnly today)
    {
        var random = new Random(Seed);
        var expiresOn = Day(today.AddYears(LicenseYears));
        var providers = Enumerable.Range(0, Providers)
            .Select(_ => DrawStates(random, random.Next(LicensesLeast, LicensesMost + 1)))
            .ToArray();

        // Every state has somebody: the smallest ones are dealt out to those who missed them.
        var missing = StateCatalog.All.Select(s => s.Code).Except(providers.SelectMany(p => p)).ToArray();
        for (var i = 0; i < missing.Length; i++)
        {
            providers[i % Providers].Add(missing[i]);
        }

        return [.. providers.Select((states, i) => Provider(i, states, expiresOn))];
    }

    /// <summary>The provider whom nobody plays. One of the licences ends soon, to be warned of.</summary>
    public static CreateProviderBody ConsoleProviderAsOf(DateOnly today) => new(
        "Dana Whitfield",
        "dana.whitfield@providers.example",
        "MD",
        (1_000_000_000 + Providers).ToString(CultureInfo.InvariantCulture),
        [.. ConsoleStates.Select(state => new LicenseBody(
            state,
            $"{state}-{10_000 + Providers}",
            Day(state == StateOfLicenseThatEnds ? today.AddDays(DaysOfLicenseThatEnds) : today.AddYears(LicenseYears))))],
        ["live", "async"],
        ["*"],
        null);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CreateClinicBody Clinic(string name, string zone) =>
        new(name, null, zone, null, null, new ClinicLimitsBody(RequestsPerSecond: 100, OpenConsults: 5_000));

    private static CreateProviderBody Provider(int i, SortedSet<StateCode> states, string expiresOn)
    {
        var given = GivenNames[i % GivenNames.Length];
        var family = FamilyNames[(i / GivenNames.Length + i) % FamilyNames.Length];
        return new CreateProviderBody(
            $"{given} {family}",
            $"{given}.{family}.{i}@providers.example".ToLowerInvariant(),
            Credentials[i % Credentials.Length],
            (1_000_000_000 + i).ToString(CultureInfo.InvariantCulture),
            [.. states.Select(s => new LicenseBody(s.Value, $"{s}-{10_000 + i}", expiresOn))],
            ["live", "async"],
            ["*"],
            null);
    }

    private static SortedSet<StateCode> DrawStates(Random random, int count)
    {
        var drawn = new SortedSet<StateCode>();
        var total = StateCatalog.All.Sum(s => (long)s.Population);
        while (drawn.Count < count)
        {
            var person = random.NextInt64(total);
            drawn.Add(StateCatalog.All.First(s => (person -= s.Population) < 0).Code);
        }

        return drawn;
    }
}
