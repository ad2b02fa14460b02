using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// While nothing goes wrong, nobody who is connected, free and eligible is left without an offer for more than a second
/// while a ticket waits that may be offered to them. Not counted: the hold after an offer that expired or was lost.
/// </summary>
internal sealed class WorkConserving(World world) : Rule(world)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // Clocks that differ disagree when a hold or a preference ends.
    private static readonly TimeSpan SkewLimit = TimeSpan.FromSeconds(5);

    // An answer may be on its way when an offer ends.
    private static readonly TimeSpan OfferEndLimit = TimeSpan.FromSeconds(10);
    private readonly Dictionary<(ConsultId Consult, ProviderId Provider), DateTimeOffset> _heldUntil = [];
    private Dictionary<(ConsultId Consult, ProviderId Provider), (TimeSpan Since, long Version)> _idle = [];

    // Who declines is not asked again, though the fact may never become durable: nobody waits for it.
    public override void Declining(ProviderId provider, ConsultId consult) => _heldUntil[(consult, provider)] = DateTimeOffset.MaxValue;

    public override void On(ConsultFact fact)
    {
        switch (fact.Event)
        {
            case OfferExpired expired:
                Hold(fact, expired.Provider);
                break;
            case ConsultAssigned assigned:
                // How the others' offers ended may have been lost on its way: they may have declined.
                foreach (var other in fact.Before.OpenOffers.Where(o => o.Id != assigned.Offer.Id))
                {
                    _heldUntil[(fact.Id, other.Provider)] = DateTimeOffset.MaxValue;
                }

                break;
            case OfferRescinded { Reason: RescindReason.ConnectionLost or RescindReason.TakenBack } rescinded:
                Hold(fact, rescinded.Provider);
                break;
        }
    }

    public override void Tick()
    {
        if (World.CalmSince is not { } calm || World.Clock.Elapsed < (World.Scenario.IsExact ? calm : calm + Scenario.Recovery))
        {
            return;
        }

        var now = World.Clock.GetUtcNow();
        var limit = World.Scenario.Has(Fault.Skew) ? SkewLimit : Limit;
        Dictionary<(ConsultId, ProviderId), (TimeSpan, long)> idle = [];
        var waiting = Facts.Open.Values
            .Where(c => (c.Status == ConsultStatus.Waiting || (c.Status == ConsultStatus.Offered && IsForgotten(c, now)))
                && c.OffersMade < DispatchLimits.OffersPerConsult
                && !(c.Ticket.OpensAt > now))
            .ToList();
        if (waiting.Count > 0)
        {
            foreach (var provider in World.Providers)
            {
                if (provider.ReadySince is { } ready
                    && Facts.Find(provider.Id) is { Duty: Duty.Available, Suspended: false } state)
                {
                    // Whoever has no room is eligible for nothing: most are simply busy.
                    var shown = provider.Shown(now).Where(o => !IsRecorded(o)).ToList();
                    var unrecorded = shown.ToLookup(o => o.Ticket.Requirements.Modality);
                    var (live, async) = (HasRoom(state, Modality.Live, unrecorded), HasRoom(state, Modality.Async, unrecorded));
                    if (live || async)
                    {
                        var possible = waiting.Where(c => (c.Ticket.Requirements.Modality == Modality.Live ? live : async)
                            && !shown.Exists(o => o.Ticket.Consult == c.Ticket.Consult));
                        Look(possible, state, ready, now, limit, idle);
                    }
                }
            }
        }

        _idle = idle;
    }

    private void Look(
        IEnumerable<Consult> waiting,
        ProviderState provider,
        TimeSpan ready,
        DateTimeOffset now,
        TimeSpan limit,
        Dictionary<(ConsultId, ProviderId), (TimeSpan, long)> idle)
    {
        foreach (var consult in waiting)
        {
            if (!IsEligible(consult, provider, now))
            {
                continue;
            }

            var key = (consult.Ticket.Consult, provider.Profile.Id);
            var since = _idle.TryGetValue(key, out var known) && known.Version == consult.Version && known.Since >= ready
                ? known.Since
                : World.Clock.Elapsed;
            idle[key] = (since, consult.Version);
            if (World.Clock.Elapsed - since > limit + RuleBook.TickInterval)
            {
                Break($"{consult.Ticket.Consult} {provider.Profile.Id}", $"Both wait since {since}.");
            }
        }
    }

    private bool IsEligible(Consult consult, ProviderState provider, DateTimeOffset now)
    {
        var id = provider.Profile.Id;
        var requirements = consult.Ticket.Requirements;
        return requirements.FirstUnmetBy(provider.Profile, provider.Suspended, now) is null
            && consult.Ticket.Preferences.Allow(id, provider.Profile.Languages, now)
            && !consult.OpenOffers.Any(o => o.Provider == id)
            && !(_heldUntil.TryGetValue((consult.Ticket.Consult, id), out var until) && now < until);
    }

    // That an offer was made may not be durable yet while its provider looks at it.
    private bool IsRecorded(OpenOffer shown) =>
        Facts.Open.TryGetValue(shown.Ticket.Consult, out var consult) && consult.OpenOffers.Any(o => o.Id == shown.Offer.Id);

    // Which units an open offer holds is its provider's affair, so shared attention counts as free only when nothing is held.
    private bool HasRoom(ProviderState provider, Modality modality, ILookup<Modality, OpenOffer> unrecorded)
    {
        int Held(Modality m) => Facts.HeldBy(provider.Profile.Id, m) + unrecorded[m].Count();
        return provider.DutyModalities.Contains(modality)
            && (provider.Profile.Capacity.Attention is not null
                ? Held(Modality.Live) + Held(Modality.Async) == 0
                : Held(modality) < provider.Profile.Capacity.Of(modality));
    }

    /// <summary>Nobody told of the end of its offers: their provider's activation died. The pool's own clock brings it back.</summary>
    private static bool IsForgotten(Consult consult, DateTimeOffset now) =>
        consult.OpenOffers.All(o => o.ExpiresAt + OfferEndLimit < now);

    // Of whoever declined before, an offer that ends in another way changes nothing.
    private void Hold(ConsultFact fact, ProviderId provider)
    {
        var until = fact.At + DispatchLimits.ExpiredOfferHold;
        if (!_heldUntil.TryGetValue((fact.Id, provider), out var known) || known < until)
        {
            _heldUntil[(fact.Id, provider)] = until;
        }
    }
}
