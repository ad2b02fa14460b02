using System.Globalization;

namespace Dispatch.Tests.Simulation;

/// <summary>What the command line asks for.</summary>
internal sealed record SimulationOptions
{
    public const string Usage =
        """
        dotnet run -c Release --project tests/Simulation -- [options]
          --seeds N        explores N seeds (default 100)
          --base N         from this one on (default 1)
          --seconds N      explores seeds for so long instead
          --minutes M      how long clinics ask in each, in simulated minutes (default 4)
          --seed N         one seed
          --trace          prints each event of it: step, time, who, what, detail
          --mutants        breaks the product on purpose, and fails when a break is not found
          --mutant TEXT    only those breaks whose name has this in it
          --each           in how many of 200 seeds each break is found
          --measure        how fast 50 providers in 10 states with 1 consult/s and every fault are simulated
          --threads N      seeds at the same time (default: one per core)
        What a seed draws can be set, as the command of a shrunk failure does:
          --nodes N --states N --providers N --clinics N --consults N --rate R --faults none|Crashes,Hints,...
        """;

    private const int SeedsDefault = 100;

    public int Seeds { get; private init; } = SeedsDefault;

    public int Base { get; private init; } = 1;

    public int? Seconds { get; private init; }

    public int? Seed { get; private init; }

    public double? Minutes { get; private init; }

    public bool Trace { get; private init; }

    public bool Mutants { get; private init; }

    /// <summary>Part of the names of the mutants to try; empty for all.</summary>
    public string Mutant { get; private init; } = "";

    /// <summary>Whether every seed is tried with each mutant.</summary>
    public bool Each { get; private init; }

    public bool Measure { get; private init; }

    public int Threads { get; private init; } = Environment.ProcessorCount;

    private Func<Scenario, Scenario> Change { get; init; } = static scenario => scenario;

    public static bool AreMeant(string[] args) => args.Length > 0 && args[0] is
        "--seeds" or "--base" or "--seconds" or "--minutes" or "--seed" or "--trace" or "--mutants" or "--mutant" or "--each" or "--measure" or "--threads" or "--help";

    public Scenario ScenarioOf(int seed) => Change(Scenario.Draw(seed, Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null));

    /// <returns>Null when the arguments are not understood.</returns>
    public static SimulationOptions? Parse(string[] args, out string fault)
    {
        var options = new SimulationOptions();
        fault = "";
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (Switch(options, name) is { } switched)
            {
                options = switched;
                continue;
            }

            if (i + 1 == args.Length || With(options, name, args[++i]) is not { } next)
            {
                fault = $"Not understood: {string.Join(' ', args[(i > 0 ? i - 1 : 0)..])}";
                return null;
            }

            options = next;
        }

        return options;
    }

    private static SimulationOptions? Switch(SimulationOptions options, string name) => name switch
    {
        "--trace" => options with { Trace = true },
        "--mutants" => options with { Mutants = true },
        "--each" => options with { Mutants = true, Each = true },
        "--measure" => options with { Measure = true },
        _ => null,
    };

    private static SimulationOptions? With(SimulationOptions options, string name, string value)
    {
        if (name == "--faults")
        {
            return value == "none" ? Changed(s => s with { Faults = Fault.None })
                : Enum.TryParse<Fault>(value, ignoreCase: true, out var faults) ? Changed(s => s with { Faults = faults })
                : null;
        }

        if (name == "--mutant")
        {
            return options with { Mutants = true, Mutant = value };
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var count = (int)number;
        return name switch
        {
            "--seeds" => options with { Seeds = count },
            "--base" => options with { Base = count },
            "--seconds" => options with { Seconds = count },
            "--seed" => options with { Seed = count },
            "--minutes" => options with { Minutes = number },
            "--threads" => options with { Threads = count },
            "--nodes" => Changed(s => s with { Nodes = count }),
            "--states" => Changed(s => s with { States = count }),
            "--providers" => Changed(s => s with { Providers = count }),
            "--clinics" => Changed(s => s with { Clinics = count }),
            "--consults" => Changed(s => s with { ConsultsMax = count }),
            "--rate" => Changed(s => s with { ConsultsPerSecond = number }),
            _ => null,
        };

        SimulationOptions Changed(Func<Scenario, Scenario> change)
        {
            var before = options.Change;
            return options with { Change = scenario => change(before(scenario)) };
        }
    }
}
