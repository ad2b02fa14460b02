using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// Nobody is offered a ticket while another waits that stands before it and that they could be offered: by priority,
/// deadline and id, of one clinic only so many in front. Whatever was passed over is recorded with its reason.
/// </summary>
internal sealed class InOrder(World world) : Rule(world)
{
    // An offer is recorded some time after it was made; a ticket joins some time after it was recorded.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);
    private readonly List<Suspicion> _suspicions = [];
    private readonly Dictionary<ConsultId, DateTimeOffset> _waitsSince = [];
    private readonly Dictionary<(ConsultId Consult, ProviderId Provider), DateTimeOffset> _heldUntil = [];

    public override void On(ConsultFact fact)
    {
        switch (fact.Event)
        {
            case OfferMade made:
                CheckReason(fact, made.Offer);
                DropAnswered(made.Offer.Provider);
                CheckPlace(fact, made.Offer);
                break;
            case OfferDeclined declined:
                _heldUntil[(fact.Id, declined.Provider)] = DateTimeOffset.MaxValue;
                break;
            case OfferExpired expired:
                _heldUntil[(fact.Id, expired.Provider)] = fact.At + DispatchLimits.ExpiredOfferHold + Margin;
                break;
            case OfferRescinded rescinded:
                _heldUntil[(fact.Id, rescinded.Provider)] = fact.At + DispatchLimits.ExpiredOfferHold + Margin;
                break;
        }

        if (fact.After.Status != ConsultStatus.Waiting)
        {
            _waitsSince.Remove(fact.Id);
        }
        else if (!_waitsSince.ContainsKey(fact.Id) || fact.Event is ConsultEscalated { Action: Domain.Sla.LadderAction.RaisePriority })
        {
            _waitsSince[fact.Id] = fact.After.Ticket.OpensAt is { } opens && opens > fact.At ? opens : fact.At;
        }
    }

    public override void Tick()
    {
        var now = World.Clock.GetUtcNow();
        foreach (var suspicion in _suspicions.Where(s => s.Until <= now))
        {
            if (Stands(suspicion, now))
            {
                Break(
                    $"{suspicion.Offered} {suspicion.Before} {suspicion.Provider}",
                    $"{suspicion.Offered} was offered, {suspicion.Before} stands before it since {suspicion.Since:O} and could have been.");
            }
        }

        _suspicions.RemoveAll(s => s.Until <= now);
    }

    // The slot went to a third one in the same moment, which may be over before anybody looks.
    private void DropAnswered(ProviderId provider)
    {
        var now = World.Clock.GetUtcNow();
        _suspicions.RemoveAll(s => s.Provider == provider && !Stands(s, now));
    }

    private bool Stands(Suspicion suspicion, DateTimeOffset now) =>
        Facts.Open.TryGetValue(suspicion.Before, out var other) && other.Version == suspicion.Version
        && Facts.Find(suspicion.Provider) is { } provider && MayBeOffered(other, provider, now, suspicion.Offered);

    private void CheckReason(ConsultFact fact, OfferSummary offer)
    {
        var reason = offer.Reason;
        if (reason.PassedOverCount < reason.PassedOver.Length || (reason.PassedOverCount > 0 && reason.PassedOver.IsEmpty))
        {
            Break($"{fact.Id} {offer.Id}", $"{reason.PassedOverCount} were passed over, {reason.PassedOver.Length} reasons are recorded.");
        }
    }

    private void CheckPlace(ConsultFact fact, OfferSummary offer)
    {
        var place = OrderOf(fact.After);
        var state = fact.After.Ticket.Requirements.State;
        if (Facts.Find(offer.Provider) is not { } provider)
        {
            return;
        }

        foreach (var (id, since) in _waitsSince)
        {
            var other = Facts.Open[id];
            if (id != fact.Id
                && other.Ticket.Requirements.State == state
                && since + Margin < offer.OfferedAt
                && OrderOf(other).CompareTo(place) < 0
                && MayBeOffered(other, provider, offer.OfferedAt, fact.Id)
                && !IsDeferred(other)
                && !offer.Reason.PassedOver.Any(p => p.Id == id.Value && p.Reason != PassedOverReason.NoCandidate))
            {
                // It may have been offered in the same moment: that is recorded in no order.
                _suspicions.Add(new Suspicion(fact.Id, id, other.Version, offer.Provider, since, World.Clock.GetUtcNow() + Margin));
                return;
            }
        }
    }

    private bool MayBeOffered(Consult consult, ProviderState provider, DateTimeOffset at, ConsultId offered) =>
        consult.OffersMade < DispatchLimits.OffersPerConsult
        && provider.DutyModalities.Contains(consult.Ticket.Requirements.Modality)
        && HasSlot(consult, provider, offered)
        && consult.Ticket.Requirements.FirstUnmetBy(provider.Profile, provider.Suspended, at) is null
        && consult.Ticket.Preferences.Allow(provider.Profile.Id, provider.Profile.Languages, at - Margin)
        && !(_heldUntil.TryGetValue((consult.Ticket.Consult, provider.Profile.Id), out var until) && at < until);

    // Of one kind only: whoever takes a live ticket need not have room for an asynchronous one. Shared attention was free when
    // nothing else is held than what was offered in its place.
    private bool HasSlot(Consult consult, ProviderState provider, ConsultId offered)
    {
        var id = provider.Profile.Id;
        var modality = consult.Ticket.Requirements.Modality;
        return provider.Profile.Capacity.Attention is null
            ? Facts.HeldBy(id, modality) < provider.Profile.Capacity.Of(modality)
            : Facts.HeldBy(id, Modality.Live) + Facts.HeldBy(id, Modality.Async) <= (IsHeldBy(id, offered) ? 1 : 0);
    }

    private bool IsHeldBy(ProviderId provider, ConsultId consult) => Facts.Open.TryGetValue(consult, out var held)
        && (held.ServedBy == provider || held.OpenOffers.Any(o => o.Provider == provider));

    private bool IsDeferred(Consult consult) => _waitsSince.Keys.Count(other =>
        Facts.Open[other].Ticket.Clinic == consult.Ticket.Clinic
        && Facts.Open[other].Ticket.Requirements.State == consult.Ticket.Requirements.State
        && OrderOf(Facts.Open[other]).CompareTo(OrderOf(consult)) < 0) >= WaitingLineLimits.Default.FrontPerClinic;

    private static TicketOrder OrderOf(Consult consult) =>
        consult.Ticket.Order with { Priority = consult.ToOpenConsult().Priority };

    private sealed record Suspicion(
        ConsultId Offered, ConsultId Before, long Version, ProviderId Provider, DateTimeOffset Since, DateTimeOffset Until);
}
