namespace Dispatch.LoadTests.Measuring;

/// <summary>What everybody has used up to a moment.</summary>
/// <param name="At">A timestamp.</param>
/// <param name="Server">All of its processes; null for a server elsewhere, and once one of them has ended.</param>
/// <param name="Store">The processes of a store that has its own; null when the server's process holds it.</param>
/// <param name="Generator">This process.</param>
public sealed record Usage(long At, ProcessSample? Server, ProcessSample? Store, ProcessSample Generator);
