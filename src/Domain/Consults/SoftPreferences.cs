using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults;

/// <summary>What the clinic would like of whoever serves the consult. In force until its instant, then dropped.</summary>
/// <param name="InForceUntil">Exclusive.</param>
[GenerateSerializer, Immutable, Alias("soft-preferences")]
public sealed record SoftPreferences(
    [property: Id(0)] ProviderId? PreferredProvider,
    [property: Id(1)] DateTimeOffset InForceUntil)
{
    public static SoftPreferences None { get; } = new(null, DateTimeOffset.MinValue);

    public bool Allow(ProviderId provider, DateTimeOffset now) =>
        PreferredProvider is not { } preferred || preferred == provider || now >= InForceUntil;
}
