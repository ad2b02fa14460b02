using System.Reflection;
using System.Runtime.Loader;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>A copy of the product and of this simulator, in which one assembly is another.</summary>
internal sealed class MutantContext : AssemblyLoadContext
{
    private readonly string? _name;
    private readonly byte[]? _image;
    private readonly string? _journal;

    public MutantContext(Mutant mutant)
        : base(mutant.Name)
    {
        _journal = mutant.Journal;
        if (mutant.Edits.Length > 0)
        {
            (_name, _image) = MutantCompiler.Compile(mutant.Edits);
        }
    }

    /// <inheritdoc cref="MutantSeeds.Explore"/>
    public (string Rule, int Seeds, int Failures) Explore(int firstSeed, int seeds, int threads, bool isThorough = false)
    {
        var simulator = LoadFromAssemblyName(typeof(MutantSeeds).Assembly.GetName());
        var explore = simulator.GetType(typeof(MutantSeeds).FullName!)!.GetMethod(nameof(MutantSeeds.Explore))!;
        return ((string, int, int))explore.Invoke(null, [firstSeed, seeds, threads, _journal, isThorough])!;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == _name)
        {
            return LoadFromStream(new MemoryStream(_image!));
        }

        return assemblyName.Name!.StartsWith("Dispatch.", StringComparison.Ordinal)
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
            : null;
    }
}
