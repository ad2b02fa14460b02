namespace Dispatch.Domain.Providers;

/// <summary>
/// What live consults and reviews share: a provider's attention in units, each held by at most one assignment. Reviews
/// never hold the units that are reserved for live; live takes those first.
/// </summary>
/// <param name="Total">From 1 to <see cref="TotalLimit"/>.</param>
/// <param name="LiveCost">Units that a live consult holds; from 1 to <paramref name="Total"/>.</param>
/// <param name="AsyncCost">Units that a review holds; from 1 to <paramref name="Total"/>.</param>
/// <param name="ReservedForLive">From 0 to <paramref name="Total"/>.</param>
[GenerateSerializer, Immutable, Alias("attention-budget")]
public sealed record AttentionBudget(
    [property: Id(0)] int Total,
    [property: Id(1)] int LiveCost,
    [property: Id(2)] int AsyncCost,
    [property: Id(3)] int ReservedForLive)
{
    /// <summary>With the slot itself, the claims of an assignment stay within what one append may take.</summary>
    public const int TotalLimit = 12;

    public int CostOf(Modality modality) => modality == Modality.Live ? LiveCost : AsyncCost;

    /// <summary>Units for one more consult; null when too few are free.</summary>
    /// <param name="used">The units that are held, a bit each, as is the answer.</param>
    public int? Free(Modality modality, int used)
    {
        var units = 0;
        var missing = CostOf(modality);
        if (modality == Modality.Live)
        {
            for (var unit = Total - 1; unit >= 0 && missing > 0; unit--)
            {
                Take(unit);
            }
        }
        else
        {
            for (var unit = 0; unit < Total - ReservedForLive && missing > 0; unit++)
            {
                Take(unit);
            }
        }

        return missing == 0 ? units : null;

        void Take(int unit)
        {
            if ((used & (1 << unit)) == 0)
            {
                units |= 1 << unit;
                missing--;
            }
        }
    }
}
