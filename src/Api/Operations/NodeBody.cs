namespace Dispatch.Api.Operations;

/// <summary>One process.</summary>
/// <param name="Connected">Providers with a socket there.</param>
/// <param name="OnDuty">Of them, those on duty.</param>
public sealed record NodeBody(string Name, int Sockets, int Connected, int OnDuty, double CpuSeconds, long MemoryBytes);
