using System.Diagnostics.CodeAnalysis;
using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Pools;

/// <summary>
/// The offers of one pool that are in hand or out, and the pool's clock for each that is out. An offer in hand ends by
/// its answer or by the time-out of the question, so each has an end whoever is silent.
/// </summary>
internal sealed class OffersInPlay
{
    private readonly Dictionary<OfferId, OfferInPlay> _byId = [];
    private readonly SortedSet<(DateTimeOffset At, OfferId Offer)> _takeBacks = [];
    private readonly Dictionary<ProviderId, int> _outOf = [];

    public int InHand { get; private set; }

    /// <summary>When the next offer that is out is taken back; null when none is out.</summary>
    public DateTimeOffset? NextEnd => _takeBacks.Count > 0 ? _takeBacks.Min.At : null;

    public OfferInPlay? Find(OfferId offer) => _byId.GetValueOrDefault(offer);

    /// <summary>Those that are out, in the order of their ends.</summary>
    public IEnumerable<OfferInPlay> Out() => _takeBacks.Select(t => _byId[t.Offer]);

    /// <summary>Whether any is out to the provider.</summary>
    public bool IsOut(ProviderId provider) => _outOf.ContainsKey(provider);

    /// <summary>An offer is put to a provider.</summary>
    public void Put(PoolEntry entry, OfferId offer, ProviderId provider)
    {
        Add(new OfferInPlay(offer, provider, entry));
        InHand++;
    }

    /// <summary>The question about an offer in hand was answered, or will not be.</summary>
    public OfferInPlay OutOfHand(OfferId offer)
    {
        var inPlay = _byId[offer];
        Invariant.That(inPlay.Outstanding is null, "An offer in hand is not out.");
        Remove(inPlay);
        InHand--;
        return inPlay;
    }

    /// <summary>The offer is out: what was in hand, or one that the provider held before.</summary>
    public void Made(PoolEntry entry, OfferSummary offer)
    {
        if (!_byId.ContainsKey(offer.Id))
        {
            Add(new OfferInPlay(offer.Id, offer.Provider, entry) { Outstanding = offer });
            _takeBacks.Add((TakenBackAt(offer), offer.Id));
            _outOf[offer.Provider] = _outOf.GetValueOrDefault(offer.Provider) + 1;
        }
    }

    public void Remove(OfferInPlay inPlay)
    {
        inPlay.Entry.Remove(inPlay);
        _byId.Remove(inPlay.Id);
        if (inPlay.Outstanding is { } offer)
        {
            _takeBacks.Remove((TakenBackAt(offer), offer.Id));
            if (--_outOf[offer.Provider] == 0)
            {
                _outOf.Remove(offer.Provider);
            }
        }
    }

    /// <summary>The first offer whose time is over by now.</summary>
    public bool TryGetOverdue(DateTimeOffset now, [NotNullWhen(true)] out OfferInPlay? overdue)
    {
        overdue = _takeBacks.Count > 0 && _takeBacks.Min.At <= now ? _byId[_takeBacks.Min.Offer] : null;
        return overdue is not null;
    }

    private void Add(OfferInPlay inPlay)
    {
        _byId.Add(inPlay.Id, inPlay);
        inPlay.Entry.Add(inPlay);
    }

    private static DateTimeOffset TakenBackAt(OfferSummary offer) => offer.ExpiresAt + DispatchLimits.TakeBackGrace;
}
