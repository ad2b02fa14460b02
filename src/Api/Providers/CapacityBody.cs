namespace Dispatch.Api.Providers;

/// <summary>How many consults a provider serves at once.</summary>
public sealed record CapacityBody(int? Live, int? Async);
