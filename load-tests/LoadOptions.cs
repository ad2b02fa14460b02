using System.Globalization;
using Dispatch.LoadTests.Scenarios;

namespace Dispatch.LoadTests;

/// <summary>What the command line asks for.</summary>
public sealed record LoadOptions
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project load-tests -- SCENARIO [options]

        scenarios
          steady              live consults at a steady rate; providers accept, start and complete at once

        options (default)
          --rate N            consults per second (200)
          --providers N       providers, one WebSocket each (500)
          --licenses N        licences per provider, drawn by population (10)
          --clinics N         clinics that ask in turn (4)
          --warmup S          seconds before the measured window (15)
          --seconds S         length of the measured window (60)
          --settle S          longest wait, after the last arrival, for what is open (60)
          --seed N            of providers and patients (1)
          --url URL           a server that runs already; otherwise one is built and started here
          --operator-token T  of the server at --url
          --server-pid N      of the server at --url, to read its CPU and memory
          --no-build          start the server as it was last built
          --json FILE         write the report as JSON too
        """;

    public required string Scenario { get; init; }

    public double Rate { get; private init; } = 200;

    public SteadyOptions Steady { get; private init; } = new(Providers: 500, Licenses: 10, Clinics: 4, Seed: 1);

    public TimeSpan Warmup { get; private init; } = TimeSpan.FromSeconds(15);

    public TimeSpan Measured { get; private init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Settle { get; private init; } = TimeSpan.FromSeconds(60);

    /// <summary>Null: a server is started for the run.</summary>
    public Uri? Url { get; private init; }

    public string? OperatorToken { get; private init; }

    public int? ServerProcessId { get; private init; }

    public bool Build { get; private init; } = true;

    public string? JsonFile { get; private init; }

    /// <exception cref="FormatException">The message says which part is not understood.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0] != "steady")
            throw new FormatException($"Expected a scenario first, found '{(arguments.Count == 0 ? "nothing" : arguments[0])}'.");

        var options = new LoadOptions { Scenario = arguments[0] };
        for (var i = 1; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name == "--no-build")
            {
                options = options with { Build = false };
                continue;
            }

            if (i + 1 == arguments.Count)
                throw new FormatException($"Expected a value after '{name}'.");
            options = options.With(name, arguments[++i]);
        }

        return options.Url is null == options.OperatorToken is null
            ? options
            : throw new FormatException("Expected --url and --operator-token together.");
    }

    private LoadOptions With(string name, string value) => name switch
    {
        "--rate" => this with { Rate = Positive(name, value) },
        "--providers" => this with { Steady = Steady with { Providers = Whole(name, value) } },
        "--licenses" => this with { Steady = Steady with { Licenses = Whole(name, value) } },
        "--clinics" => this with { Steady = Steady with { Clinics = Whole(name, value) } },
        "--seed" => this with { Steady = Steady with { Seed = Whole(name, value) } },
        "--warmup" => this with { Warmup = TimeSpan.FromSeconds(Positive(name, value)) },
        "--seconds" => this with { Measured = TimeSpan.FromSeconds(Positive(name, value)) },
        "--settle" => this with { Settle = TimeSpan.FromSeconds(Positive(name, value)) },
        "--url" => this with { Url = new Uri(value, UriKind.Absolute) },
        "--operator-token" => this with { OperatorToken = value },
        "--server-pid" => this with { ServerProcessId = Whole(name, value) },
        "--json" => this with { JsonFile = value },
        _ => throw new FormatException($"'{name}' is no option."),
    };

    private static double Positive(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"Expected a positive number after '{name}', found '{value}'.");

    private static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"Expected a positive whole number after '{name}', found '{value}'.");
}
