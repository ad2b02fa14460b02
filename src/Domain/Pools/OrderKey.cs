using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>A place in a total order: a rank, an instant in UTC ticks, and an id that breaks the tie.</summary>
internal readonly record struct OrderKey(long Rank, long Ticks, string Id)
{
    public static OrderKey Of(in TicketOrder order) =>
        new((long)order.Priority, order.Deadline.UtcTicks, order.Consult.Value);

    public static OrderKey Of(long ticks, ProviderId provider) => new(0, ticks, provider.Value);

    public static OrderKey Of(DateTimeOffset instant, string id) => new(0, instant.UtcTicks, id);

    public bool IsBefore(in OrderKey other)
    {
        if (Rank != other.Rank)
        {
            return Rank < other.Rank;
        }

        return Ticks != other.Ticks ? Ticks < other.Ticks : string.CompareOrdinal(Id, other.Id) < 0;
    }
}
