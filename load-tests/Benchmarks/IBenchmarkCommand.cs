namespace Dispatch.Benchmarks;

/// <summary>One measurement that is started by name from the command line.</summary>
internal interface IBenchmarkCommand
{
    /// <summary>The first argument that chooses it.</summary>
    string Name { get; }

    /// <summary>One line on what it measures.</summary>
    string Description { get; }

    /// <returns>The exit code: 0 when what the command promises was reached.</returns>
    Task<int> Run(string[] arguments);
}
