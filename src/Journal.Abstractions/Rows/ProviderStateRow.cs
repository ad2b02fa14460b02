using Dispatch.Domain.Providers;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>provider_states</c>, key provider: what the provider's own stream adds up to.</summary>
public sealed record ProviderStateRow(
    ProviderState State) : RowChange;
