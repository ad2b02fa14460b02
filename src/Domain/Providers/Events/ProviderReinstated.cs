namespace Dispatch.Domain.Providers.Events;

/// <summary>The suspension has ended; the provider is off duty.</summary>
public sealed record ProviderReinstated() : ProviderEvent;
