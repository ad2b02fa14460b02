using System.Collections.Immutable;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>A product that is broken on purpose: by edits of its sources, or by what stands before its journal.</summary>
/// <param name="Journal">Names one of <see cref="BrokenJournals"/>; null for the journal as it is.</param>
/// <param name="Seed">One that found it when this was written: tried first, to be quick. Which do so changes with the product.</param>
internal sealed record Mutant(string Name, int Seed, ImmutableArray<Edit> Edits, string? Journal = null)
{
    public Mutant(string name, int seed, params Edit[] edits)
        : this(name, seed, [.. edits], null)
    {
    }
}
