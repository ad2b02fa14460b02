namespace Dispatch.LoadTests.Fleet;

/// <summary>Who takes part in a run.</summary>
/// <param name="Providers">Each with one WebSocket.</param>
/// <param name="Licenses">States per provider, drawn by population.</param>
/// <param name="Clinics">Arrivals go to them in turn.</param>
/// <param name="Seed">The same seed makes the same providers and patients.</param>
/// <param name="IsEven">All states alike: licences are drawn without regard to population, and patients come from one state
/// after the other.</param>
/// <param name="OnlyState">Where all patients are; null for everywhere.</param>
public sealed record PopulationOptions(int Providers, int Licenses, int Clinics, int Seed, bool IsEven = false, string? OnlyState = null);
