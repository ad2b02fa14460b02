using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// Without faults nobody who is connected, free and eligible is left without an offer for more than a second while a
/// ticket waits that may be offered to them. Not counted: the hold after an offer that expired or was lost.
/// </summary>
internal sealed class WorkConserving(World world) : Rule(world)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Dictionary<(ConsultId Consult, ProviderId Provider), DateTimeOffset> _heldUntil = [];
    private Dictionary<(ConsultId Consult, ProviderId Provider), (TimeSpan Since, long Version)> _idle = [];

    public override void On(ConsultFact fact)
    {
        switch (fact.Event)
        {
            case OfferDeclined declined:
                _heldUntil[(fact.Id, declined.Provider)] = DateTimeOffset.MaxValue;
                break;
            case OfferExpired expired:
                Hold(fact, expired.Provider);
                break;
            case OfferRescinded { Reason: RescindReason.ConnectionLost or RescindReason.TakenBack } rescinded:
                Hold(fact, rescinded.Provider);
                break;
        }
    }

    public override void Tick()
    {
        var now = World.Clock.GetUtcNow();
        var consults = World.Checks.Facts.Consults.Values;
        Dictionary<(ConsultId, ProviderId), (TimeSpan, long)> idle = [];
        var open = consults.Where(c => !c.Status.IsEnded()).ToList();
        var waiting = open.Where(c =>
            c.Status == ConsultStatus.Waiting && c.OffersMade < DispatchLimits.OffersPerConsult).ToList();
        foreach (var provider in World.Providers.Where(p => p.ReadySince is not null && waiting.Count > 0))
        {
            if (World.Checks.Facts.ProviderAt(provider.Id, now) is not { Duty: Duty.Available, Suspended: false } state)
            {
                continue;
            }

            foreach (var ticket in waiting.Where(c => IsEligible(c, state, open, now)).Select(c => c.Ticket))
            {
                var version = World.Checks.Facts.Consults[ticket.Consult].Version;
                var key = (ticket.Consult, provider.Id);
                var since = _idle.TryGetValue(key, out var known) && known.Version == version && known.Since >= provider.ReadySince
                    ? known.Since
                    : World.Clock.Elapsed;
                idle[key] = (since, version);
                if (World.Clock.Elapsed - since > Limit + RuleBook.TickInterval)
                {
                    Break($"{ticket.Consult} {provider.Id}", $"Both wait since {since}.");
                }
            }
        }

        _idle = idle;
    }

    private bool IsEligible(Consult consult, ProviderState provider, List<Consult> open, DateTimeOffset now)
    {
        var id = provider.Profile.Id;
        var requirements = consult.Ticket.Requirements;

        // Which units an open offer holds is its provider's affair, so shared attention counts as free only when nothing is held.
        if (provider.Profile.Capacity.Attention is not null
            && open.Exists(c => c.ServedBy == id || c.OpenOffers.Any(o => o.Provider == id)))
        {
            return false;
        }

        var taken = open.Count(c => c.Ticket.Requirements.Modality == requirements.Modality
            && (c.ServedBy == id || c.OpenOffers.Any(o => o.Provider == id)));
        return taken < provider.Profile.Capacity.Of(requirements.Modality)
            && provider.DutyModalities.Contains(requirements.Modality)
            && consult.Ticket.Preferences.Allow(id, provider.Profile.Languages, now)
            && requirements.FirstUnmetBy(provider.Profile, provider.Suspended, now) is null
            && !(_heldUntil.TryGetValue((consult.Ticket.Consult, id), out var until) && now < until);
    }

    private void Hold(ConsultFact fact, ProviderId provider) =>
        _heldUntil[(fact.Id, provider)] = fact.At + DispatchLimits.ExpiredOfferHold;
}
