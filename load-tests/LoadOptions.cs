using System.Globalization;
using Dispatch.LoadTests.Fleet;

namespace Dispatch.LoadTests;

/// <summary>What the command line asks for.</summary>
public sealed partial record LoadOptions
{
    private const string OwnPostgres = "postgres";

    public required string Scenario { get; init; }

    /// <value>Arrivals per second; where a search starts, of a scenario that searches.</value>
    public double Rate { get; private init; } = 1000;

    /// <value>Whether <see cref="Rate"/> is the command line's.</value>
    public bool IsRateGiven { get; private init; }

    /// <value>Arrivals per second while the server warms up.</value>
    public double WarmupRate => Math.Min(Rate, 1000);

    public PopulationOptions Population { get; private init; } = new(Providers: 2000, Licenses: 5, Clinics: 20, Seed: 1);

    public TimeSpan Warmup { get; private init; } = TimeSpan.FromSeconds(20);

    public TimeSpan Measured { get; private init; } = TimeSpan.FromSeconds(60);

    /// <value>Length of one step of a search.</value>
    public TimeSpan Step { get; private init; } = TimeSpan.FromSeconds(10);

    /// <value>How long a found rate has to hold.</value>
    public TimeSpan Hold { get; private init; } = TimeSpan.FromSeconds(60);

    /// <value>Longest wait, after the last arrival, for what is open.</value>
    public TimeSpan Settle { get; private init; } = TimeSpan.FromSeconds(60);

    /// <value>p99 request→offer up to which a rate counts as sustained.</value>
    public double RampP99Ms { get; private init; } = 250;

    /// <value>Requests of a burst.</value>
    public int Burst { get; private init; } = 10_000;

    /// <value>How many times its share the noisy clinic asks for.</value>
    public double Flood { get; private init; } = 500;

    /// <value>HTTP connections of all clinics together; null for the scenario's own default.</value>
    public int? Connections { get; private init; }

    /// <value>Nodes of a server that runs already, each of which takes its share; none: one is started for the run.</value>
    public IReadOnlyList<Uri> Urls { get; private init; } = [];

    public string? OperatorToken { get; private init; }

    /// <value>All processes of the server; none when it is elsewhere.</value>
    public IReadOnlyList<int> ServerProcessIds { get; private init; } = [];

    /// <value>Processes that count their messages to each other, where they show their metrics.</value>
    public IReadOnlyList<Uri> Metrics { get; private init; } = [];

    /// <value>The process that is killed.</value>
    public int? KillProcessId { get; private init; }

    /// <value>Whether that process is asked to end (SIGTERM) and drains.</value>
    public bool Drains { get; private init; }

    /// <value>JSON report of a run whose CPU this one's is divided by; null for none.</value>
    public string? Baseline { get; private init; }

    /// <value>As <c>Dispatch__Store</c>, or <c>postgres</c> for a PostgreSQL server of the run's own; null for an empty
    /// SQLite file of the run's own.</value>
    public string? Store { get; private init; }

    public bool StartsPostgres => Store == OwnPostgres;

    /// <value>The first process of a store that is a server: its CPU counts with all its workers.</value>
    public int? StoreProcessId { get; private init; }

    public bool Build { get; private init; } = true;

    /// <value>Where the run's store stays for a look at it; null: it is deleted.</value>
    public string? KeepStore { get; private init; }

    /// <value>Folder of the reports.</value>
    public string Reports { get; private init; } = "artifacts/load-reports";

    public string? JsonFile { get; private init; }

    /// <value>Limits that the run has to hold; null for none.</value>
    public double? HoldRate { get; private init; }

    public double? HoldP50Ms { get; private init; }

    public double? HoldP99Ms { get; private init; }

    public double? HoldCpuSeconds { get; private init; }

    public double? HoldMebibytes { get; private init; }

    public double? HoldRatio { get; private init; }

    public double? HoldGoodput { get; private init; }

    public double? HoldRecoverySeconds { get; private init; }

    public double? HoldLongestSeconds { get; private init; }

    public double? HoldMessages { get; private init; }

    public double? HoldFlatPercent { get; private init; }

    /// <exception cref="FormatException">The message says which part is not understood.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !Scenarios.ScenarioList.Names.Contains(arguments[0]))
            throw new FormatException($"Expected a scenario first, found '{(arguments.Count == 0 ? "nothing" : arguments[0])}'.");

        var options = Defaults(arguments[0]);
        for (var i = 1; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name == "--no-build")
            {
                options = options with { Build = false };
                continue;
            }

            if (name == "--drain")
            {
                options = options with { Drains = true };
                continue;
            }

            if (i + 1 == arguments.Count)
                throw new FormatException($"Expected a value after '{name}'.");
            options = options.With(name, arguments[++i]);
        }

        if (options.Urls.Count == 0 != options.OperatorToken is null)
            throw new FormatException("Expected --url and --operator-token together.");
        if (options.KillProcessId is null == (options.Scenario == Scenarios.SiloKillScenario.Word))
            throw new FormatException("Expected --kill-pid with silo-kill, and with nothing else.");
        if (options.Drains && options.KillProcessId is null)
            throw new FormatException("Expected --drain with silo-kill only.");
        return options is { StartsPostgres: true, Urls.Count: > 0 } or { StartsPostgres: true, StoreProcessId: not null }
            ? throw new FormatException("Expected neither --url nor --store-pid beside --store postgres, which starts both itself.")
            : options;
    }

    /// <summary>The command line as it may stand in a report: tokens and connection strings are left out.</summary>
    public static string WithoutSecrets(IReadOnlyList<string> arguments)
    {
        return string.Join(' ', arguments.Select((argument, i) => IsSecret(i) ? "…" : argument));

        bool IsSecret(int i) => i > 0 && arguments[i - 1] switch
        {
            "--operator-token" => true,
            "--store" => arguments[i] != OwnPostgres,
            _ => false,
        };
    }

    private static LoadOptions Defaults(string scenario) => scenario switch
    {
        "burst" => new LoadOptions { Scenario = scenario, Settle = TimeSpan.FromMinutes(10), Rate = 500 },
        "soak" => new LoadOptions { Scenario = scenario, Measured = TimeSpan.FromMinutes(30), Rate = 500 },
        "noisy-neighbour" => new LoadOptions { Scenario = scenario, Rate = 200, Measured = TimeSpan.FromSeconds(30) },
        Scenarios.SiloKillScenario.Word => new LoadOptions
        {
            Scenario = scenario,
            Rate = 100,
            Population = new PopulationOptions(Providers: 500, Licenses: 5, Clinics: 20, Seed: 1, IsEven: true),
        },
        _ => new LoadOptions { Scenario = scenario },
    };

    private LoadOptions With(string name, string value) => name switch
    {
        "--rate" => this with { Rate = Positive(name, value), IsRateGiven = true },
        "--providers" => this with { Population = Population with { Providers = Whole(name, value) } },
        "--licenses" => this with { Population = Population with { Licenses = Whole(name, value) } },
        "--clinics" => this with { Population = Population with { Clinics = Whole(name, value) } },
        "--state" => this with { Population = Population with { OnlyState = value } },
        "--seed" => this with { Population = Population with { Seed = Whole(name, value) } },
        "--warmup" => this with { Warmup = Seconds(name, value) },
        "--seconds" => this with { Measured = Seconds(name, value) },
        "--step" => this with { Step = Seconds(name, value) },
        "--hold" => this with { Hold = Seconds(name, value) },
        "--settle" => this with { Settle = Seconds(name, value) },
        "--ramp-p99" => this with { RampP99Ms = Positive(name, value) },
        "--burst" => this with { Burst = Whole(name, value) },
        "--flood" => this with { Flood = Positive(name, value) },
        "--connections" => this with { Connections = Whole(name, value) },
        "--url" => this with { Urls = Addresses(name, value) },
        "--operator-token" => this with { OperatorToken = value },
        "--server-pid" => this with { ServerProcessIds = [.. value.Split(',').Select(id => Whole(name, id))] },
        "--metrics" => this with { Metrics = Addresses(name, value) },
        "--kill-pid" => this with { KillProcessId = Whole(name, value) },
        "--baseline" => this with { Baseline = value },
        "--store" => this with { Store = value },
        "--store-pid" => this with { StoreProcessId = Whole(name, value) },
        "--keep-store" => this with { KeepStore = value },
        "--reports" => this with { Reports = value },
        "--json" => this with { JsonFile = value },
        "--hold-rate" => this with { HoldRate = Positive(name, value) },
        "--hold-p50" => this with { HoldP50Ms = Positive(name, value) },
        "--hold-p99" => this with { HoldP99Ms = Positive(name, value) },
        "--hold-cpu" => this with { HoldCpuSeconds = Positive(name, value) },
        "--hold-memory" => this with { HoldMebibytes = Positive(name, value) },
        "--hold-ratio" => this with { HoldRatio = Positive(name, value) },
        "--hold-goodput" => this with { HoldGoodput = Positive(name, value) },
        "--hold-recovery" => this with { HoldRecoverySeconds = Positive(name, value) },
        "--hold-longest" => this with { HoldLongestSeconds = Positive(name, value) },
        "--hold-messages" => this with { HoldMessages = Positive(name, value) },
        "--hold-flat" => this with { HoldFlatPercent = Positive(name, value) },
        _ => throw new FormatException($"'{name}' is no option."),
    };

    private static TimeSpan Seconds(string name, string value) => TimeSpan.FromSeconds(Positive(name, value));

    private static IReadOnlyList<Uri> Addresses(string name, string value) => [.. value.Split(',').Select(one =>
        Uri.TryCreate(one, UriKind.Absolute, out var address)
            ? address
            : throw new FormatException($"Expected addresses with commas between them after '{name}', found '{value}'."))];

    private static double Positive(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"Expected a positive number after '{name}', found '{value}'.");

    private static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"Expected a positive whole number after '{name}', found '{value}'.");
}
