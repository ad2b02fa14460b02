namespace Dispatch.Domain.Providers.Events;

/// <summary>A fact about one provider, in its journal stream.</summary>
public abstract record ProviderEvent;
