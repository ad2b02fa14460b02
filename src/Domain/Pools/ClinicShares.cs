using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>What each clinic has in a line: so many of its tickets stand in front, and what it has beyond that stands
/// behind everybody's. Nobody is deferred while one clinic has the line to itself.</summary>
internal sealed class ClinicShares(WaitingLineLimits limits)
{
    private readonly Dictionary<ClinicId, ClinicShare> _shares = [];
    private readonly Stack<ClinicShare> _spare = [];
    private int _atDeferredPlaces;

    /// <summary>Tickets that stand behind those of other clinics because of their own clinic's share.</summary>
    public int DeferredCount => _shares.Count > 1 ? _atDeferredPlaces : 0;

    /// <summary>Tickets whose place is one in front.</summary>
    /// <param name="all">Tickets in line.</param>
    public int InFront(int all) => all - _atDeferredPlaces;

    /// <summary>Where a ticket of this clinic stands, or would if it were in line.</summary>
    /// <param name="inFront">Its place if it stood in front.</param>
    public OrderKey PlaceOf(ClinicId clinic, in OrderKey inFront) =>
        _shares.TryGetValue(clinic, out var share) ? share.PlaceOf(inFront, _shares.Count == 1) : inFront;

    /// <summary>The clinic that has the line to itself, if it is another than this one.</summary>
    public ClinicShare? OnlyOther(ClinicId clinic)
    {
        if (_shares.Count == 1)
        {
            foreach (var (only, share) in _shares)
            {
                return only == clinic ? null : share;
            }
        }

        return null;
    }

    /// <summary>Takes the ticket in and sets its place.</summary>
    /// <returns>A ticket of the same clinic that has to move to its deferred place: tell by <see cref="Moved"/>.
    /// Null when none has to.</returns>
    public WaitingTicket? Enter(WaitingTicket ticket, in OrderKey inFront)
    {
        if (!_shares.TryGetValue(ticket.Ticket.Clinic, out var share))
        {
            share = _spare.Count > 0 ? _spare.Pop() : new ClinicShare(limits.FrontPerClinic);
            _shares.Add(ticket.Ticket.Clinic, share);
        }

        ticket.Share = share;
        ticket.Place = share.PlaceOf(inFront, _shares.Count == 1);
        _atDeferredPlaces += ticket.Place.IsDeferred ? 1 : 0;
        return share.Enter(ticket);
    }

    /// <summary>Takes the ticket out.</summary>
    /// <returns>A ticket of the same clinic that has to move to its place in front: tell by <see cref="Moved"/>.
    /// Null when none has to.</returns>
    public WaitingTicket? Leave(WaitingTicket ticket)
    {
        var share = ticket.Share;
        ticket.Share = null!;
        _atDeferredPlaces -= ticket.Place.IsDeferred ? 1 : 0;
        share.Leave(ticket);
        if (!share.IsEmpty)
        {
            return _shares.Count == 1 ? null : share.Next;
        }

        _shares.Remove(ticket.Ticket.Clinic);
        if (_spare.Count < limits.SpareSharesKept)
        {
            _spare.Push(share);
        }

        return null;
    }

    /// <summary>The ticket has its new place.</summary>
    public void Moved(WaitingTicket ticket)
    {
        if (ticket.Place.IsDeferred)
        {
            _atDeferredPlaces++;
            ticket.Share.Defer(ticket);
        }
        else
        {
            _atDeferredPlaces--;
            ticket.Share.Advance(ticket);
        }
    }
}
