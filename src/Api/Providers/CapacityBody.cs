namespace Dispatch.Api.Providers;

/// <summary>How many consults a provider serves at once.</summary>
/// <param name="Attention">What both share; without it they are counted apart.</param>
public sealed record CapacityBody(int? Live, int? Async, AttentionBody? Attention = null);
