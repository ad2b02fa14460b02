using Dispatch.Benchmarks;
using Dispatch.Benchmarks.Engine;
using Dispatch.Benchmarks.Micro;

IBenchmarkCommand[] commands =
[
    new EngineCalls(),
    new EngineMemory(),
    new JournalAppend(),
    new WaitingLineCommand(),
    new MicroBenchmarks(),
];

var command = commands.FirstOrDefault(candidate => args.Length > 0 && candidate.Name == args[0]);
if (command is null)
{
    Console.Error.WriteLine("Usage: Benchmarks <command>");
    foreach (var known in commands)
    {
        Console.Error.WriteLine($"  {known.Name,-16} {known.Description}");
    }

    return 2;
}

return await command.Run(args[1..]);
