namespace Dispatch.Tests.Simulation;

/// <summary>What there is and what happens to it, drawn from a seed. Each part can be set apart from the seed, to shrink.</summary>
/// <param name="Length">How long clinics ask while faults are on.</param>
/// <param name="ConsultsPerSecond">Of all clinics together, floods apart.</param>
/// <param name="ConsultsMax">After so many clinics ask no more.</param>
internal sealed record Scenario(
    int Seed,
    TimeSpan Length,
    Fault Faults,
    int Nodes,
    int States,
    int Providers,
    int Clinics,
    double ConsultsPerSecond,
    int ConsultsMax = int.MaxValue)
{
    /// <summary>How long after its faults a product may still be finding out what they did.</summary>
    public static TimeSpan Recovery { get; } = TimeSpan.FromSeconds(40);

    /// <summary>After the faults clinics go on asking for so long.</summary>
    public static TimeSpan Calm { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Once clinics have stopped asking, some consult ends within it, until all have.</summary>
    public static TimeSpan Convergence { get; } = TimeSpan.FromMinutes(45);

    /// <summary>Midnight in the most eastern zone of some licences comes a few minutes later.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 4, 55, 0, TimeSpan.Zero);

    public static DateOnly LastDay { get; } = new(2026, 3, 1);

    public static DateOnly FarDay { get; } = new(2028, 1, 1);

    public static TimeSpan DefaultLength { get; } = TimeSpan.FromMinutes(4);

    public bool Has(Fault fault) => (Faults & fault) != 0;

    /// <summary>Whether nothing goes wrong that the product would have to recover from.</summary>
    public bool IsExact => !Has(Fault.OfTheWorld);

    /// <summary>A quarter of the seeds have no faults of the world: there the rules are exact.</summary>
    public static Scenario Draw(int seed, TimeSpan? length = null)
    {
        var chance = new Chance(seed).For("scenario");
        var faults = Fault.None;
        foreach (var fault in Enum.GetValues<Fault>())
        {
            if (int.IsPow2((int)fault) && chance.Hits(0.6))
            {
                faults |= fault;
            }
        }

        if (chance.Hits(0.25))
        {
            faults &= ~Fault.OfTheWorld;
        }

        var nodes = chance.Between(1, 5);
        if (nodes == 1)
        {
            faults &= ~Fault.Splits;
        }

        var providers = chance.Hits(0.1) ? chance.Between(15, 40) : chance.Between(2, 15);
        return new Scenario(
            seed,
            length ?? DefaultLength,
            faults,
            nodes,
            chance.Hits(0.2) ? chance.Between(5, 11) : chance.Between(1, 5),
            providers,
            chance.Between(1, 6),
            Math.Round(providers * chance.Real(0.1, 1.1) / 30, 3));
    }

    /// <summary>The system that the speed of simulation is stated for.</summary>
    public static Scenario OfSpeed(int seed, TimeSpan length) =>
        new(seed, length, Fault.All, Nodes: 3, States: 10, Providers: 50, Clinics: 5, ConsultsPerSecond: 1);
}
