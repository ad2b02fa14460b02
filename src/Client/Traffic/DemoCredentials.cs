namespace Dispatch.Client.Traffic;

/// <summary>Whom the simulated traffic acts as.</summary>
public sealed record DemoCredentials(IReadOnlyList<string> ClinicKeys, IReadOnlyList<string> ProviderTokens);
