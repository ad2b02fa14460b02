using System.Collections.Immutable;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>A product that is broken on purpose: by edits of its sources, or by what stands before its journal.</summary>
/// <param name="Journal">Names one of <see cref="BrokenJournals"/>; null for the journal as it is.</param>
internal sealed record Mutant(string Name, ImmutableArray<Edit> Edits, string? Journal = null)
{
    public Mutant(string name, params Edit[] edits)
        : this(name, [.. edits], null)
    {
    }
}
