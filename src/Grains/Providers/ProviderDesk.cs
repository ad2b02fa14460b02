using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Providers;

/// <summary>
/// One provider's slots and what lies in them. Decides without I/O: reserve or refuse, accept, give back. A slot holds
/// one open offer, one acceptance on its way, or one assignment; never two.
/// </summary>
public sealed class ProviderDesk(ProviderState state, DateTimeOffset idleSince)
{
    private static readonly ImmutableArray<Modality> OnlyLive = [Modality.Live];
    private static readonly ImmutableArray<Modality> OnlyAsync = [Modality.Async];
    private static readonly ImmutableArray<Modality> Both = [Modality.Live, Modality.Async];

    private readonly List<HeldOffer> _offers = [];
    private readonly List<HeldAssignment> _assignments = [];
    private readonly Queue<RememberedOffer> _remembered = new();
    private readonly DateTimeOffset _since = idleSince;
    private long _stamp;
    private HeldLicenses _licenses = new(state.Profile);

    public ProviderState State { get; private set; } = state;

    /// <summary>Whether a socket of the provider is open.</summary>
    public bool Connected { get; set; }

    /// <summary>When the provider last became free: after serving, after an offer that led to nothing, on coming on duty.</summary>
    public DateTimeOffset IdleSince { get; private set; } = idleSince;

    public IReadOnlyList<HeldOffer> Offers => _offers;

    public IReadOnlyList<HeldAssignment> Assignments => _assignments;

    public Duty Duty =>
        State.Duty == Duty.Available && FreeModalities().IsEmpty ? Duty.Busy : State.Duty;

    /// <summary>The states in which the provider holds a licence that is valid now.</summary>
    public IEnumerable<StateCode> LicensedStates(DateTimeOffset now) => _licenses.States(now);

    /// <summary>The provider as a pool may list it; null while it can take nothing in that state.</summary>
    public Candidate? AsCandidate(StateCode state, DateTimeOffset now)
    {
        var free = FreeModalities();
        if (free.IsEmpty
            || State.Duty != Duty.Available
            || State.Suspended
            || !Connected
            || _licenses.EndOf(state, now) is not { } licensedUntil)
        {
            return null;
        }

        return new Candidate(
            State.Profile.Id,
            State.Profile.Credential,
            free,
            State.Profile.Services,
            licensedUntil,
            IdleSince,
            _licenses.Others(state, now),
            NextStamp(now),
            State.Profile.Languages,
            _since);
    }

    /// <summary>Reserves a slot for the ticket, or refuses. Idempotent per consult.</summary>
    public OfferResult Consider(OfferRequest request, DateTimeOffset now)
    {
        var ticket = request.Ticket;
        var inState = ticket.Requirements.State;
        foreach (var held in _offers)
        {
            if (held.Ticket.Consult == ticket.Consult)
            {
                return new OfferResult.Offered(held.Offer, AsCandidate(inState, now));
            }
        }

        if (ticket.Requirements.FirstUnmetBy(State.Profile, State.Suspended, now) is { } unmet)
        {
            return new OfferResult.NotEligible(unmet, NextStamp(now), AsCandidate(inState, now));
        }

        if (State.Duty != Duty.Available || !Connected || FreeSlot(ticket.Requirements.Modality) is not { } slot)
        {
            return new OfferResult.Unavailable(NextStamp(now), AsCandidate(inState, now));
        }

        if (_remembered.Any(r => r.Held.Ticket.Consult == ticket.Consult && r.Declined))
        {
            return new OfferResult.DeclinedBefore(AsCandidate(inState, now), NextStamp(now));
        }

        if (request.RefuseIfIdleSinceAfter is { } runnerUp && IdleSince > runnerUp)
        {
            return new OfferResult.LessIdle(AsCandidate(inState, now)!);
        }

        var offer = new OfferSummary(
            request.Offer, State.Profile.Id, now, now + DispatchLimits.OfferTtl, request.Reason);
        Reserve(new HeldOffer(offer, ticket, slot.Number, AcceptingSince: null, slot.Units));
        return new OfferResult.Offered(offer, AsCandidate(inState, now));
    }

    /// <summary>
    /// Begins to accept. A late accept is a new reservation: of an offer that ended without a refusal by the provider,
    /// if a slot is free now.
    /// </summary>
    public AcceptStep BeginAccept(OfferId id, DateTimeOffset now)
    {
        if (_assignments.Find(a => a.Offer == id) is { } assignment)
        {
            return new AcceptStep.Already(assignment);
        }

        var held = _offers.Find(o => o.Offer.Id == id);
        var remembered = held is null ? _remembered.LastOrDefault(r => r.Held.Offer.Id == id) : null;
        if (remembered is { Declined: true })
        {
            return new AcceptStep.Gone(GoneReason.Declined);
        }

        if (remembered is { Held.Ticket.Consult: var consult })
        {
            if (FindAssignment(consult) is { } served)
            {
                return new AcceptStep.Already(served);
            }

            // Asked again for the same consult meanwhile: yes to the earlier offer is yes to the one that holds the slot.
            held = _offers.Find(o => o.Ticket.Consult == consult);
        }

        var candidate = held ?? remembered?.Held;
        if (candidate is null)
        {
            return new AcceptStep.Gone(GoneReason.UnknownOffer);
        }

        var requirements = candidate.Ticket.Requirements;
        if (requirements.FirstUnmetBy(State.Profile, State.Suspended, now) is { } unmet)
        {
            // An acceptance that was asked for before may have taken effect: its slot is not free until the consult says so.
            return new AcceptStep.NotEligible(unmet, held is { IsOpen: true } ? EndOffer(held.Offer.Id, now, declined: false) : null);
        }

        if (held is null)
        {
            if (FreeSlot(requirements.Modality) is not { } slot)
            {
                return new AcceptStep.Gone(GoneReason.NoCapacity);
            }

            held = candidate with { Slot = slot.Number, Units = slot.Units };
            Reserve(held);
        }

        var accepting = held with { AcceptingSince = held.AcceptingSince ?? now };
        _offers[_offers.FindIndex(o => o.Offer.Id == held.Offer.Id)] = accepting;
        return new AcceptStep.Ask(accepting);
    }

    /// <summary>The consult said yes: the slot holds the assignment from now on.</summary>
    public HeldAssignment Assigned(HeldOffer held, int number)
    {
        _offers.RemoveAll(o => o.Offer.Id == held.Offer.Id);
        var assignment = new HeldAssignment(held.Ticket, number, held.Slot, ConsultStatus.Assigned, held.Offer.Id, held.Units);
        _assignments.RemoveAll(a => a.Ticket.Consult == held.Ticket.Consult);
        _assignments.Add(assignment);
        return assignment;
    }

    /// <summary>
    /// This attempt to accept did not take effect: the offer is open again, as long as its time lasts. Not after one that may
    /// have: what failed later says nothing of that.
    /// </summary>
    /// <returns>Whether it is open.</returns>
    public bool Reopen(OfferId id)
    {
        var index = _offers.FindIndex(o => o.Offer.Id == id);
        if (index < 0 || _offers[index].IsInDoubt)
        {
            return false;
        }

        _offers[index] = _offers[index] with { AcceptingSince = null };
        return true;
    }

    /// <summary>The acceptance may have taken effect: its slot is held until the consult says what is true.</summary>
    public void Doubt(OfferId id)
    {
        var index = _offers.FindIndex(o => o.Offer.Id == id);
        if (index >= 0)
        {
            _offers[index] = _offers[index] with { IsInDoubt = true };
        }
    }

    /// <summary>Frees the slot of an offer; null when there is none.</summary>
    public HeldOffer? EndOffer(OfferId id, DateTimeOffset now, bool declined)
    {
        var index = _offers.FindIndex(o => o.Offer.Id == id);
        if (index < 0)
        {
            return null;
        }

        var held = _offers[index];
        _offers.RemoveAt(index);
        _remembered.Enqueue(new RememberedOffer(held with { AcceptingSince = null, IsInDoubt = false }, declined));
        if (_remembered.Count > DispatchLimits.OffersRemembered)
        {
            _remembered.Dequeue();
        }

        IdleSince = now;
        return held;
    }

    /// <summary>Whether this offer was declined before: a repeat of the refusal.</summary>
    public bool HasDeclined(OfferId id) => _remembered.Any(r => r.Held.Offer.Id == id && r.Declined);

    public HeldAssignment? FindAssignment(ConsultId consult) => _assignments.Find(a => a.Ticket.Consult == consult);

    public void Started(ConsultId consult)
    {
        var index = _assignments.FindIndex(a => a.Ticket.Consult == consult);
        if (index >= 0)
        {
            _assignments[index] = _assignments[index] with { Status = ConsultStatus.InProgress };
        }
    }

    /// <summary>Frees the slot of an assignment; null when this number is not held.</summary>
    public HeldAssignment? EndAssignment(ConsultId consult, int number, DateTimeOffset now)
    {
        var index = _assignments.FindIndex(a => a.Ticket.Consult == consult && a.Number <= number);
        if (index < 0)
        {
            return null;
        }

        var ended = _assignments[index];
        _assignments.RemoveAt(index);
        IdleSince = now;
        return ended;
    }

    /// <summary>
    /// Takes over what the store says is served; what is held and not among it has ended. What an acceptance on its way holds
    /// a slot for becomes an assignment by its answer.
    /// </summary>
    /// <returns>The assignments that had ended.</returns>
    public ImmutableArray<HeldAssignment> Recover(IReadOnlyList<OpenConsult> served, DateTimeOffset now)
    {
        ImmutableArray<HeldAssignment> ended =
            [.. _assignments.Where(a => !served.Any(s => s.Ticket.Consult == a.Ticket.Consult && s.Number == a.Number))];
        foreach (var assignment in ended)
        {
            EndAssignment(assignment.Ticket.Consult, assignment.Number, now);
        }

        foreach (var open in served)
        {
            var index = _assignments.FindIndex(a => a.Ticket.Consult == open.Ticket.Consult);
            if (index >= 0)
            {
                _assignments[index] = _assignments[index] with { Status = open.Status };
            }
            else if (!_offers.Exists(o => !o.IsOpen && o.Ticket.Consult == open.Ticket.Consult))
            {
                _assignments.Add(new HeldAssignment(open.Ticket, open.Number, open.Slot, open.Status, Offer: null, open.Units));
            }
        }

        return ended;
    }

    /// <summary>Whether what is served fills the slot that this offer holds: another activation had taken it on.</summary>
    public bool IsFilled(HeldOffer offer) => _assignments.Exists(a =>
        (a.Units & offer.Units) != 0
        || (a.Slot == offer.Slot && a.Ticket.Requirements.Modality == offer.Ticket.Requirements.Modality));

    /// <summary>What is durable about the provider changed.</summary>
    public void Became(ProviderState state, DateTimeOffset now)
    {
        if (state.Duty == Duty.Available && State.Duty != Duty.Available)
        {
            IdleSince = now;
        }

        State = state;
        _licenses = new HeldLicenses(state.Profile);
    }

    /// <summary>Open offers whose time is over.</summary>
    public ImmutableArray<HeldOffer> Overdue(DateTimeOffset now) =>
        [.. _offers.Where(o => o.IsOpen && o.Offer.ExpiresAt <= now)];

    /// <summary>When the next open offer expires; null when none is open.</summary>
    public DateTimeOffset? NextExpiry()
    {
        DateTimeOffset? next = null;
        foreach (var held in _offers)
        {
            if (held.IsOpen && (next is null || held.Offer.ExpiresAt < next))
            {
                next = held.Offer.ExpiresAt;
            }
        }

        return next;
    }

    /// <summary>When the next licence ends that is valid now; null when none is.</summary>
    public DateTimeOffset? NextLicenseEnd(DateTimeOffset now) => _licenses.NextEnd(now);

    /// <summary>
    /// News of the provider with an older stamp is out of date. The time in microseconds, and never the same twice: an activation
    /// that outlives a later one is believed again.
    /// </summary>
    public long NextStamp(DateTimeOffset now) =>
        _stamp = Math.Max(_stamp + 1, (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The modalities with a free slot that the provider takes now, in the order of the enum.</summary>
    public ImmutableArray<Modality> FreeModalities() =>
        (FreeSlot(Modality.Live), FreeSlot(Modality.Async)) switch
        {
            (null, null) => [],
            (_, null) => OnlyLive,
            (null, _) => OnlyAsync,
            _ => Both,
        };

    private FreeSlot? FreeSlot(Modality modality)
    {
        if (!State.DutyModalities.Contains(modality))
        {
            return null;
        }

        var units = 0;
        if (State.Profile.Capacity.Attention is { } attention)
        {
            if (attention.Free(modality, UnitsHeld()) is not { } free)
            {
                return null;
            }

            units = free;
        }

        for (var slot = 0; slot < State.Profile.Capacity.Of(modality); slot++)
        {
            if (!IsTaken(slot, modality))
            {
                return new FreeSlot(slot, units);
            }
        }

        return null;
    }

    private bool IsTaken(int slot, Modality modality)
    {
        foreach (var offer in _offers)
        {
            if (offer.Slot == slot && offer.Ticket.Requirements.Modality == modality)
            {
                return true;
            }
        }

        foreach (var assignment in _assignments)
        {
            if (assignment.Slot == slot && assignment.Ticket.Requirements.Modality == modality)
            {
                return true;
            }
        }

        return false;
    }

    private int UnitsHeld()
    {
        var held = 0;
        foreach (var offer in _offers)
        {
            held |= offer.Units;
        }

        foreach (var assignment in _assignments)
        {
            held |= assignment.Units;
        }

        return held;
    }

    private void Reserve(HeldOffer held)
    {
        Invariant.That(
            !_offers.Exists(o => o.Slot == held.Slot
                && o.Ticket.Requirements.Modality == held.Ticket.Requirements.Modality),
            "A slot holds one offer.");
        Invariant.That((held.Units & UnitsHeld()) == 0, "A unit of attention is held once.");
        _offers.Add(held);
    }

    private sealed record RememberedOffer(HeldOffer Held, bool Declined);
}
