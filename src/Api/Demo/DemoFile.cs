namespace Dispatch.Api.Demo;

/// <summary>The keys of demo clinics and providers, kept beside the store so that traffic finds them after a restart.</summary>
/// <param name="ProviderTokens">Of those that traffic plays.</param>
/// <param name="ConsoleToken">Of the provider that is left to whoever opens the console; null in files of earlier versions.</param>
public sealed record DemoFile(
    IReadOnlyList<string> ClinicKeys, IReadOnlyList<string> ProviderTokens, string? ConsoleToken = null);
