namespace Dispatch.Domain.Providers.Events;

/// <summary>The provider exists, off duty.</summary>
public sealed record ProviderRegistered(ProviderProfile Profile) : ProviderEvent;
