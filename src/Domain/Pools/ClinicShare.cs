namespace Dispatch.Domain.Pools;

/// <summary>One clinic's tickets in a line: the first few stand in front, the others are deferred.</summary>
/// <remarks>None in front comes after one that is deferred. While other clinics have tickets in line, none is deferred
/// while there is room in front: who is where follows from the tickets alone, however they came. A clinic alone in line
/// leaves that room empty, as it makes no difference then.</remarks>
/// <param name="frontMaximum">Tickets that stand in front, from 1.</param>
internal sealed class ClinicShare(int frontMaximum)
{
    // In order. Few enough that shifting them costs less than any tree.
    private readonly List<WaitingTicket> _front = new(1);
    private OrderedChunks<WaitingTicket>? _deferred;

    public bool IsEmpty => _front.Count == 0 && _deferred is not { Count: > 0 };

    /// <summary>The ticket that is to move to its place in front, as there is room; null when there is none.</summary>
    public WaitingTicket? Next => _front.Count < frontMaximum ? _deferred?.First : null;

    /// <summary>Where a ticket of the clinic stands, or would if it were in line.</summary>
    /// <param name="inFront">Its place if it stood in front.</param>
    /// <param name="isAlone">Whether no other clinic has tickets in line.</param>
    public OrderKey PlaceOf(in OrderKey inFront, bool isAlone)
    {
        if (_front.Count > 0 && !_front[^1].Place.IsBefore(inFront))
        {
            return inFront;
        }

        return isAlone || _front.Count == frontMaximum || IsAfterADeferredOne(inFront.Deferred) ? inFront.Deferred : inFront;
    }

    /// <summary>Takes the ticket in, at the place that <see cref="PlaceOf"/> answered.</summary>
    /// <returns>Who has to make room in front and go to its deferred place; null when nobody has to.</returns>
    public WaitingTicket? Enter(WaitingTicket ticket)
    {
        if (ticket.Place.IsDeferred)
        {
            Defer(ticket);
            return null;
        }

        _front.Insert(IndexInFront(ticket.Place), ticket);
        if (_front.Count <= frontMaximum)
        {
            return null;
        }

        var last = _front[^1];
        _front.RemoveAt(_front.Count - 1);
        return last;
    }

    public void Leave(WaitingTicket ticket)
    {
        if (ticket.Place.IsDeferred)
        {
            _deferred!.Remove(ticket.Place);
        }
        else
        {
            _front.RemoveAt(_front[0] == ticket ? 0 : IndexInFront(ticket.Place));
        }
    }

    /// <summary>Takes in a ticket that went to its deferred place.</summary>
    public void Defer(WaitingTicket ticket) => (_deferred ??= new()).Insert(ticket.Place, ticket);

    /// <summary>Takes in front the <see cref="Next"/> ticket, which went to its place there.</summary>
    public void Advance(WaitingTicket next)
    {
        _deferred!.Remove(next.Place.Deferred);
        _front.Add(next);
    }

    private bool IsAfterADeferredOne(in OrderKey deferred) =>
        _deferred is { Count: > 0 } && _deferred.FirstKey.IsBefore(deferred);

    /// <summary>Of the first ticket in front that is not before the place.</summary>
    private int IndexInFront(in OrderKey place)
    {
        var (low, high) = (0, _front.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_front[middle].Place.IsBefore(place))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
