namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>A change of one of the product's sources.</summary>
/// <param name="File">Under <c>src/</c>; its first folder is the project.</param>
/// <param name="Old">Is there exactly once.</param>
internal sealed record Edit(string File, string Old, string New);
