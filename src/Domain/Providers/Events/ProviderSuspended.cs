namespace Dispatch.Domain.Providers.Events;

/// <summary>No offers, no acceptance, no signature until reinstated.</summary>
public sealed record ProviderSuspended(string Reason) : ProviderEvent;
