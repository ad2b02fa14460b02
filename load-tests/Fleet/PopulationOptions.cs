namespace Dispatch.LoadTests.Fleet;

/// <summary>Who takes part in a run.</summary>
/// <param name="Providers">Each with one WebSocket.</param>
/// <param name="Licenses">States per provider, drawn by population.</param>
/// <param name="Clinics">Arrivals go to them in turn.</param>
/// <param name="Seed">The same seed makes the same providers and patients.</param>
public sealed record PopulationOptions(int Providers, int Licenses, int Clinics, int Seed);
