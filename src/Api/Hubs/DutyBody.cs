namespace Dispatch.Api.Hubs;

/// <param name="Modalities">Those taken now; null or empty for all that the provider serves.</param>
public sealed record DutyBody(IReadOnlyList<string?>? Modalities);
