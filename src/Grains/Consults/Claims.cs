using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Journal;

namespace Dispatch.Grains.Consults;

/// <summary>The claims of a consult: <c>slot prv_…/live/0</c> and <c>idem cli_…/key</c>.</summary>
public static class Claims
{
    public const string SlotScope = "slot";
    public const string IdempotencyScope = "idem";

    public static ClaimChange.Take Slot(ProviderId provider, Modality modality, int slot, ConsultId holder) =>
        new(SlotScope, SlotKey(provider, modality, slot), holder.Value);

    public static ClaimChange.Free FreeSlot(ProviderId provider, Modality modality, int slot, ConsultId holder) =>
        new(SlotScope, SlotKey(provider, modality, slot), holder.Value);

    public static ClaimChange.Take Idempotency(ClinicId clinic, IdempotencyKey key, ConsultId consult, DateTimeOffset now) =>
        new(IdempotencyScope, $"{clinic}/{key.Key}", $"{consult} {key.BodyHash}", now + IdempotencyKey.Lifetime);

    /// <summary>What the holder of a taken idempotency key means for a request that carries the same key.</summary>
    public static RequestResult RepeatedOrReused(IdempotencyKey key, AppendResult.ClaimTaken taken)
    {
        var space = taken.Holder.IndexOf(' ', StringComparison.Ordinal);
        return taken.Holder.AsSpan(space + 1).SequenceEqual(key.BodyHash)
            ? new RequestResult.Repeated(ConsultId.Of(taken.Holder[..space]))
            : new RequestResult.KeyReused();
    }

    private static string SlotKey(ProviderId provider, Modality modality, int slot) =>
        $"{provider}/{(modality == Modality.Live ? "live" : "async")}/{slot}";


    /// <summary>Whose national identifier it is: that of whoever was created with it first.</summary>
    public static ClaimChange Npi(string npi, ProviderId provider) => new ClaimChange.Take("npi", npi, provider.Value);
}
