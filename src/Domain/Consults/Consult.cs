using System.Collections.Immutable;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Sla;

namespace Dispatch.Domain.Consults;

/// <summary>
/// One consult's life as its events add up to it. Immutable: <see cref="Apply"/> gives the next state, and decisions
/// answer with the event to record. The order of its life is
/// <c>waiting → offered → assigned → inProgress → completed</c>, or <c>cancelled</c>, or <c>expired</c>; a released
/// assignment leads back to <c>waiting</c>, at the original place in line.
/// </summary>
public sealed partial record Consult
{
    public static Consult None { get; } = new();

    public ConsultStatus Status { get; private init; }

    /// <exception cref="InvariantBrokenException">The consult was never requested.</exception>
    public Ticket Ticket => _ticket ?? throw new InvariantBrokenException("A consult has a ticket once requested.");

    public SealedData Patient => _patient ?? throw new InvariantBrokenException("A consult has a patient once requested.");

    public LocationId? Location { get; private init; }

    /// <summary>Of the stream: the number of events applied.</summary>
    public long Version { get; private init; }

    public DateTimeOffset UpdatedAt { get; private init; }

    /// <summary>Offers that are out, oldest first.</summary>
    public ImmutableArray<OfferSummary> OpenOffers { get; private init; } = [];

    public int OffersMade { get; private init; }

    /// <summary>Of the current or last assignment; 0 before the first.</summary>
    public int Number { get; private init; }

    /// <summary>The offer that led to the current or last assignment.</summary>
    public OfferSummary? AssignedOffer { get; private init; }

    public int Slot { get; private init; }

    /// <summary>Of the provider's attention that the current assignment holds, a bit each.</summary>
    public int Units { get; private init; }

    public DateTimeOffset? AssignedAt { get; private init; }

    public DateTimeOffset? FirstAcceptedAt { get; private init; }

    public DateTimeOffset? StartBy { get; private init; }

    /// <summary>As promised; after a release at least as long as an acceptance was promised to take.</summary>
    public DateTimeOffset GiveUpAt { get; private init; }

    public DateTimeOffset? StartedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private init; }

    public ExpiryReason? ExpiryReason { get; private init; }

    public Decision? Decision { get; private init; }

    public OrderId? Order { get; private init; }

    /// <summary>Promises recorded as missed, as a bit per <see cref="SlaPromise"/>.</summary>
    public int EscalatedPromises { get; private init; }

    /// <summary>Steps of the ladder that were taken, as a bit per place in it.</summary>
    public int StepsTaken { get; private init; }

    public SlaLadder Ladder => Ticket.Ladder ?? SlaLadder.Default;

    public bool Exists => Status != ConsultStatus.None;

    /// <summary>Who serves it now; null when nobody does.</summary>
    public ProviderId? ServedBy => Status.IsServed() ? AssignedOffer!.Provider : null;

    private readonly Ticket? _ticket;
    private readonly SealedData? _patient;

    /// <summary>The consult after one more event of its stream.</summary>
    /// <exception cref="InvariantBrokenException">The event cannot follow: the stream is not what this code wrote.</exception>
    public Consult Apply(ConsultEvent @event, DateTimeOffset at)
    {
        var next = @event switch
        {
            ConsultRequested e => Requested(e),
            OfferMade e => this with
            {
                OpenOffers = OpenOffers.Add(e.Offer),
                OffersMade = OffersMade + 1,
                Status = Status == ConsultStatus.Waiting ? ConsultStatus.Offered : Status,
            },
            OfferDeclined e => WithoutOffer(e.Offer),
            OfferExpired e => WithoutOffer(e.Offer),
            OfferRescinded e => WithoutOffer(e.Offer),
            ConsultAssigned e => Assigned(e, at),
            ConsultStarted e => Current(e.Number) with { Status = ConsultStatus.InProgress, StartedAt = at, StartBy = null },
            ConsultReleased e => Released(e, at),
            ConsultCompleted e => Current(e.Number) with
            {
                Status = ConsultStatus.Completed,
                OpenOffers = [],
                EndedAt = at,
                Decision = e.Decision,
                Order = e.Order,
            },
            ConsultCancelled => Ended(ConsultStatus.Cancelled, at),
            ConsultExpired e => Ended(ConsultStatus.Expired, at) with { ExpiryReason = e.Reason },
            ConsultEscalated { Step: { } step } => this with { StepsTaken = StepsTaken | (1 << step) },
            ConsultEscalated e => this with { EscalatedPromises = EscalatedPromises | Bit(e.Promise) },
            _ => throw new InvariantBrokenException("Every event of a consult is applied."),
        };
        return next with { Version = Version + 1, UpdatedAt = at };
    }

    public bool HasEscalated(SlaPromise promise) => (EscalatedPromises & Bit(promise)) != 0;

    internal static int Bit(SlaPromise promise) => 1 << (int)promise;

    private Consult Requested(ConsultRequested e)
    {
        Invariant.That(!Exists, "A consult is requested once.");
        return new Consult(e.Ticket, e.Patient)
        {
            Location = e.Location,
            Status = ConsultStatus.Waiting,
            GiveUpAt = e.Ticket.Sla.GiveUpAt,
        };
    }

    private Consult Assigned(ConsultAssigned e, DateTimeOffset at)
    {
        Invariant.That(Status.IsUnassigned(), "Only an unassigned consult is assigned.");
        Invariant.That(e.Number == Number + 1, "Assignments are numbered without gap.");
        return this with
        {
            Status = ConsultStatus.Assigned,
            OpenOffers = [],
            Number = e.Number,
            AssignedOffer = e.Offer,
            Slot = e.Slot,
            Units = e.Units,
            AssignedAt = at,
            FirstAcceptedAt = FirstAcceptedAt ?? at,
            StartBy = e.StartBy,
            StartedAt = null,
            EscalatedPromises = EscalatedPromises & ~(Bit(SlaPromise.Start) | Bit(SlaPromise.InProgressLimit)),
            StepsTaken = StepsTaken == 0 ? 0 : Ladder.WithoutThoseOfAnAssignment(StepsTaken),
        };
    }

    private Consult Released(ConsultReleased e, DateTimeOffset at)
    {
        var another = at + (Ticket.Sla.AcceptBy - Ticket.WaitsSince);
        return Current(e.Number) with
        {
            Status = ConsultStatus.Waiting,
            OpenOffers = [],
            AssignedAt = null,
            StartBy = null,
            StartedAt = null,
            GiveUpAt = another > GiveUpAt ? another : GiveUpAt,
        };
    }

    private Consult Ended(ConsultStatus status, DateTimeOffset at)
    {
        Invariant.That(Exists && !Status.IsEnded(), "A consult ends once.");
        return this with { Status = status, OpenOffers = [], EndedAt = at, StartBy = null };
    }

    private Consult Current(int number)
    {
        Invariant.That(Status.IsServed() && Number == number, "What an assignment does carries its number.");
        return this;
    }

    private Consult WithoutOffer(OfferId offer)
    {
        var left = OpenOffers.RemoveAll(o => o.Id == offer);
        return this with
        {
            OpenOffers = left,
            Status = Status == ConsultStatus.Offered && left.IsEmpty ? ConsultStatus.Waiting : Status,
        };
    }

    private Consult()
    {
    }

    private Consult(Ticket ticket, SealedData patient)
    {
        _ticket = ticket;
        _patient = patient;
    }
}
