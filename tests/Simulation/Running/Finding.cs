namespace Dispatch.Tests.Simulation;

/// <summary>A rule that did not hold.</summary>
/// <param name="About">The ids of those concerned.</param>
internal sealed record Finding(string Rule, string About, string What, long Step);
