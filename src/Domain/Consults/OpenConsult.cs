using Dispatch.Domain.Ids;
using Dispatch.Domain.Sla;

namespace Dispatch.Domain.Consults;

/// <summary>
/// One consult from request to end, as pools and providers read it back from the store after a loss. Kept in the same
/// transaction as the events it sums up; for a while after the end, so that a lost message is noticed.
/// </summary>
/// <param name="Provider">Who serves it; null unless assigned or in progress.</param>
/// <param name="Number">Of the current or last assignment; 0 before the first.</param>
/// <param name="Slot">The provider's slot that the current assignment occupies.</param>
/// <param name="OffersMade">Counted against the limit of offers per consult.</param>
/// <param name="StartBy">Of the current assignment; null where nothing is promised or it has started.</param>
/// <param name="Version">Of the consult's stream: of two pictures of one consult the later one counts.</param>
/// <param name="EscalatedPromises">Promises already recorded as missed, as a bit per <see cref="SlaPromise"/>.</param>
/// <param name="Units">Of the provider's attention that the current assignment holds, a bit each.</param>
/// <param name="StepsTaken">Steps of the ladder already taken, as a bit per place in it.</param>
[GenerateSerializer, Immutable, Alias("open-consult")]
public sealed record OpenConsult(
    [property: Id(0)] Ticket Ticket,
    [property: Id(1)] ConsultStatus Status,
    [property: Id(2)] ProviderId? Provider,
    [property: Id(3)] int Number,
    [property: Id(4)] int Slot,
    [property: Id(5)] int OffersMade,
    [property: Id(6)] DateTimeOffset? AssignedAt,
    [property: Id(7)] DateTimeOffset? StartBy,
    [property: Id(8)] DateTimeOffset? StartedAt,
    [property: Id(9)] int EscalatedPromises,
    [property: Id(10)] DateTimeOffset UpdatedAt,
    [property: Id(11)] long Version,
    [property: Id(12)] DateTimeOffset GiveUpAt,
    [property: Id(13)] int StepsTaken = 0,
    [property: Id(14)] int Units = 0)
{
    public SlaLadder Ladder => Ticket.Ladder ?? SlaLadder.Default;

    /// <summary>The class in which it waits: one up from the one it was asked for in once that step was taken.</summary>
    public Priority Priority =>
        HasTaken(LadderAction.RaisePriority) && Ticket.Priority > Priority.Urgent ? Ticket.Priority - 1 : Ticket.Priority;

    /// <summary>How many providers may hold an offer of it at once; from 1 to <see cref="DispatchLimits.OffersAtOnce"/>.</summary>
    public int OffersAtOnce =>
        HasTaken(LadderAction.OfferToThree) ? 3 : HasTaken(LadderAction.OfferToTwo) ? 2 : 1;

    private bool HasTaken(LadderAction action) => StepsTaken != 0 && Ladder.Has(action, StepsTaken);
}
