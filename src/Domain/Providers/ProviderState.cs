namespace Dispatch.Domain.Providers;

/// <summary>What is durable about a provider.</summary>
/// <param name="Duty">Off duty, available or on break; never busy, which is derived.</param>
/// <param name="Version">Of the provider's stream.</param>
[GenerateSerializer, Immutable, Alias("provider-state")]
public sealed record ProviderState(
    [property: Id(0)] ProviderProfile Profile,
    [property: Id(1)] bool Suspended,
    [property: Id(2)] Duty Duty,
    [property: Id(3)] DateTimeOffset UpdatedAt,
    [property: Id(4)] long Version);
