namespace Dispatch.Api.Demo;

/// <summary>The keys of demo clinics and providers, kept beside the store so that traffic finds them after a restart.</summary>
public sealed record DemoFile(IReadOnlyList<string> ClinicKeys, IReadOnlyList<string> ProviderTokens);
