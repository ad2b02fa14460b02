using Xunit.Runner.InProc.SystemConsole;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// The simulator: with options of its own it explores, replays, measures or tries mutants; with those of xunit, or none, it
/// runs as a test suite.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (!SimulationOptions.AreMeant(args))
        {
            return await ConsoleRunner.Run(args);
        }

        if (SimulationOptions.Parse(args, out var fault) is not { } options)
        {
            Console.Error.WriteLine(fault);
            Console.Error.WriteLine(SimulationOptions.Usage);
            return 2;
        }

        return new Simulator(options, Console.Out).Run();
    }
}
