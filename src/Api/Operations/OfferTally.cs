using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.History;

namespace Dispatch.Api.Operations;

/// <summary>
/// Counts what became of the offers and consults of the providers whose sockets are here: by state for the operator, by
/// provider and quarter of an hour until it is written. A page that hears no answer asks again: what took effect counts
/// once. Thread-safe; counting is a few additions.
/// </summary>
public sealed class OfferTally(OperationEvents events, ApiLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StateCode, OfferWindow> _states = [];
    private readonly BoundedCache<OfferId, StateCode> _stateOf = new(limits.OffersRemembered);
    private readonly BoundedCache<(OfferId Offer, OfferOutcomeCounted Outcome), bool> _ended = new(limits.OffersRemembered);
    private readonly BoundedCache<ConsultId, bool> _served = new(limits.OffersRemembered);
    private Dictionary<(ProviderId Provider, DateTimeOffset Start), ProviderFigures> _unwritten = [];
    private long _declined;
    private long _expired;
    private long _rescinded;

    /// <summary>Since the start, as are the next two.</summary>
    public long Declined => Interlocked.Read(ref _declined);

    public long Expired => Interlocked.Read(ref _expired);

    public long Rescinded => Interlocked.Read(ref _rescinded);

    public void Offered(ProviderId provider, OfferId offer, ConsultId consult, StateCode state)
    {
        _stateOf.Put(offer, state);
        Count(provider, state, OfferOutcomeCounted.Made, static f => f with { Offered = f.Offered + 1 });
        Tell("offer.made", provider, offer, consult, state);
    }

    public void OfferAccepted(ProviderId provider, OfferId offer, ConsultId consult) =>
        End("offer.accepted", provider, offer, consult, OfferOutcomeCounted.Accepted, static f => f with { Accepted = f.Accepted + 1 });

    public void OfferDeclined(ProviderId provider, OfferId offer)
    {
        if (End("offer.declined", provider, offer, null, OfferOutcomeCounted.Declined, static f => f with { Declined = f.Declined + 1 }))
        {
            Interlocked.Increment(ref _declined);
        }
    }

    public void OfferExpired(ProviderId provider, OfferId offer, ConsultId consult)
    {
        if (End("offer.expired", provider, offer, consult, OfferOutcomeCounted.Expired, static f => f with { Expired = f.Expired + 1 }))
        {
            Interlocked.Increment(ref _expired);
        }
    }

    public void OfferRescinded(ProviderId provider, OfferId offer, ConsultId consult)
    {
        if (End("offer.rescinded", provider, offer, consult, OfferOutcomeCounted.Rescinded, static f => f with { Rescinded = f.Rescinded + 1 }))
        {
            Interlocked.Increment(ref _rescinded);
        }
    }

    public void Served(ProviderId provider, ConsultId consult)
    {
        if (_served.TryAdd(consult, true))
        {
            Count(provider, static f => f with { Served = f.Served + 1 });
        }
    }

    public void Released(ProviderId provider) => Count(provider, static f => f with { Released = f.Released + 1 });

    /// <summary>So long the provider was on duty, and served.</summary>
    public void OnDuty(ProviderId provider, TimeSpan onDuty, TimeSpan serving) =>
        Count(provider, f => f with { OnDuty = f.OnDuty + onDuty, Serving = f.Serving + serving });

    /// <summary>Offers of the last hour by state, in the order of their codes; states without any are left out.</summary>
    public IReadOnlyDictionary<StateCode, OfferCountsBody> LastHour()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            return new SortedDictionary<StateCode, OfferCountsBody>(
                _states.ToDictionary(s => s.Key, s => s.Value.Read(now)));
        }
    }

    /// <summary>What was counted since the last time; give it back with <see cref="PutBack"/> when it cannot be written.</summary>
    public IReadOnlyList<ProviderFigures> TakeUnwritten()
    {
        lock (_lock)
        {
            var taken = _unwritten;
            _unwritten = [];
            return [.. taken.Values];
        }
    }

    public void PutBack(IReadOnlyList<ProviderFigures> figures)
    {
        lock (_lock)
        {
            foreach (var figure in figures)
            {
                var key = (figure.Provider, figure.Start);
                _unwritten[key] = _unwritten.TryGetValue(key, out var counted) ? figure.Plus(counted) : figure;
            }
        }
    }

    /// <returns>False when it was counted before.</returns>
    private bool End(
        string kind,
        ProviderId provider,
        OfferId offer,
        ConsultId? consult,
        OfferOutcomeCounted outcome,
        Func<ProviderFigures, ProviderFigures> add)
    {
        if (!_ended.TryAdd((offer, outcome), true))
        {
            return false;
        }

        // An offer from before a restart, or of another process, is counted for its provider all the same.
        StateCode? state = _stateOf.TryGet(offer, out var known) ? known : null;
        Count(provider, state, outcome, add);
        Tell(kind, provider, offer, consult, state);
        return true;
    }

    private void Tell(string kind, ProviderId provider, OfferId offer, ConsultId? consult, StateCode? state) =>
        events.Add(new OperationEvent(kind) { Provider = provider, Offer = offer, Consult = consult, State = state });

    private void Count(
        ProviderId provider, StateCode? state, OfferOutcomeCounted outcome, Func<ProviderFigures, ProviderFigures> add)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (state is { } code)
            {
                if (!_states.TryGetValue(code, out var window))
                {
                    _states[code] = window = new OfferWindow();
                }

                window.Count(outcome, now);
            }

            Add_NeedsLock(provider, now, add);
        }
    }

    private void Count(ProviderId provider, Func<ProviderFigures, ProviderFigures> add)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            Add_NeedsLock(provider, now, add);
        }
    }

    private void Add_NeedsLock(ProviderId provider, DateTimeOffset now, Func<ProviderFigures, ProviderFigures> add)
    {
        var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % ProviderFigures.Quarter.Ticks), TimeSpan.Zero);
        var key = (provider, start);
        _unwritten[key] = add(
            _unwritten.TryGetValue(key, out var counted) ? counted : ProviderFigures.None(provider, start));
    }
}
