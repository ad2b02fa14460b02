using System.Text.Json.Serialization;

namespace Dispatch.Domain.Providers;

/// <summary>How many consults a provider serves at once.</summary>
/// <param name="Live">0 or 1: nobody holds two video visits at once.</param>
/// <param name="Async">From 0 to <see cref="AsyncLimit"/>.</param>
/// <param name="Attention">What both share; null when they do not.</param>
[GenerateSerializer, Immutable, Alias("capacity")]
public sealed record Capacity(
    [property: Id(0)] int Live,
    [property: Id(1)] int Async,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AttentionBudget? Attention = null)
{
    public const int LiveLimit = 1;
    public const int AsyncLimit = 20;

    public static Capacity Default { get; } = new(Live: 1, Async: 3);

    public int Of(Modality modality) => modality == Modality.Live ? Live : Async;
}
