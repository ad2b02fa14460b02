namespace Dispatch.Grains.Consults;

/// <param name="Key">As the client sent it; unique within its clinic for <see cref="Lifetime"/>.</param>
/// <param name="BodyHash">Tells a repeat from another request under the same key.</param>
[GenerateSerializer, Immutable, Alias("idempotency-key")]
public sealed record IdempotencyKey([property: Id(0)] string Key, [property: Id(1)] string BodyHash)
{
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);
}
