using System.Globalization;
using Dispatch.Api.Clinics;
using Dispatch.Api.Providers;
using Dispatch.Domain.States;

namespace Dispatch.Api.Demo;

/// <summary>Three clinics and 40 providers, the same on every start: licences spread over the states by population.</summary>
public static class DemoPeople
{
    private const int Seed = 20_261_122;
    private const int Providers = 40;
    private const int LicensesLeast = 3;
    private const int LicensesMost = 10;
    private const int LicenseYears = 2;

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
        var expiresOn = today.AddYears(LicenseYears).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
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
