using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults;

/// <summary>
/// The total order of a waiting line: priority class, then the deadline of acceptance, then the id. Two different
/// tickets are never equal, so that two runs over the same tickets serve them alike.
/// </summary>
[GenerateSerializer, Immutable, Alias("ticket-order")]
public readonly record struct TicketOrder(
    [property: Id(0)] Priority Priority,
    [property: Id(1)] DateTimeOffset Deadline,
    [property: Id(2)] ConsultId Consult) : IComparable<TicketOrder>
{
    public int CompareTo(TicketOrder other)
    {
        var byPriority = ((int)Priority).CompareTo((int)other.Priority);
        if (byPriority != 0)
        {
            return byPriority;
        }

        var byDeadline = Deadline.CompareTo(other.Deadline);
        return byDeadline != 0 ? byDeadline : Consult.CompareTo(other.Consult);
    }
}
