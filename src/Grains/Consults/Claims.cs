using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Journal;

namespace Dispatch.Grains.Consults;

/// <summary>
/// The claims in the store: of a consult <c>slot prv_…/live/0</c>, <c>slot prv_…/attention/3</c> and <c>idem cli_…/key</c>; of
/// a provider <c>standing prv_…</c>, held by the version at which licences or suspension changed last, and <c>npi …</c>.
/// </summary>
public static class Claims
{
    public const string SlotScope = "slot";
    public const string IdempotencyScope = "idem";
    public const string StandingScope = "standing";

    public static ClaimChange.Take Slot(ProviderId provider, Modality modality, int slot, ConsultId holder) =>
        new(SlotScope, SlotKey(provider, modality, slot), holder.Value);

    public static ClaimChange.Free FreeSlot(ProviderId provider, Modality modality, int slot, ConsultId holder) =>
        new(SlotScope, SlotKey(provider, modality, slot), holder.Value);

    /// <summary>
    /// All that an assignment holds in the store: its slot and, where a provider's attention is shared, each unit of it.
    /// A unit has one holder, so no two activations of a provider together exceed it.
    /// </summary>
    public static ImmutableArray<ClaimChange> Take(ProviderId provider, Modality modality, int slot, int units, ConsultId holder)
    {
        var first = Slot(provider, modality, slot, holder);
        return units == 0 ? [first] : [first, .. UnitKeys(provider, units).Select(key => new ClaimChange.Take(SlotScope, key, holder.Value))];
    }

    /// <summary>Frees what <see cref="Take"/> takes.</summary>
    public static ImmutableArray<ClaimChange> Free(ProviderId provider, Modality modality, int slot, int units, ConsultId holder)
    {
        var first = FreeSlot(provider, modality, slot, holder);
        return units == 0 ? [first] : [first, .. UnitKeys(provider, units).Select(key => new ClaimChange.Free(SlotScope, key, holder.Value))];
    }

    public static ClaimChange.Take Idempotency(ClinicId clinic, IdempotencyKey key, ConsultId consult, DateTimeOffset now) =>
        new(IdempotencyScope, IdempotencyClaim(clinic, key), $"{consult} {key.BodyHash}", now + IdempotencyKey.Lifetime);

    /// <summary>The key of the claim that an idempotency key is.</summary>
    public static string IdempotencyClaim(ClinicId clinic, IdempotencyKey key) => $"{clinic}/{key.Key}";

    /// <summary>What the holder of a taken idempotency key means for a request that carries the same key.</summary>
    public static RequestResult RepeatedOrReused(IdempotencyKey key, string holder)
    {
        var space = holder.IndexOf(' ', StringComparison.Ordinal);
        return holder.AsSpan(space + 1).SequenceEqual(key.BodyHash)
            ? new RequestResult.Repeated(ConsultId.Of(holder[..space]))
            : new RequestResult.KeyReused();
    }

    /// <summary>Whose national identifier it is: that of whoever was created with it first.</summary>
    public static ClaimChange Npi(string npi, ProviderId provider) => new ClaimChange.Take("npi", npi, provider.Value);

    /// <summary>Nobody may have changed the provider's licences or suspension since the caller read them.</summary>
    /// <param name="standing"><see cref="ProviderState.Standing"/>.</param>
    public static ClaimChange RequireStanding(ProviderId provider, long standing) =>
        new ClaimChange.Require(StandingScope, provider.Value, Number(standing));

    /// <summary>Makes the standing of <paramref name="after"/> the provider's; nothing where it is the same as before.</summary>
    /// <param name="before">Null for a new provider.</param>
    public static ImmutableArray<ClaimChange> PutStanding(ProviderState? before, ProviderState after) =>
        before?.Standing == after.Standing
            ? []
            : [new ClaimChange.Put(StandingScope, after.Profile.Id.Value, Number(after.Standing))];

    private static string Number(long standing) => standing.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> UnitKeys(ProviderId provider, int units) =>
        Enumerable.Range(0, AttentionBudget.TotalLimit)
            .Where(unit => (units & (1 << unit)) != 0)
            .Select(unit => $"{provider}/attention/{unit}");

    private static string SlotKey(ProviderId provider, Modality modality, int slot) =>
        $"{provider}/{(modality == Modality.Live ? "live" : "async")}/{slot}";
}
