using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>A place in a total order: a rank, an instant in UTC ticks, and an id that breaks the tie.</summary>
internal readonly record struct OrderKey(long Rank, long Ticks, string Id)
{
    // Above every priority class.
    private const long DeferredRank = 1L << 32;

    /// <summary>Before every deferred place, and after every other.</summary>
    public static OrderKey FirstDeferred { get; } = new(DeferredRank, long.MinValue, "");

    public bool IsDeferred => Rank >= DeferredRank;

    /// <summary>The place of the same ticket behind all that are in front.</summary>
    public OrderKey Deferred => new(Rank + DeferredRank, Ticks, Id);

    /// <summary>The place in front of a ticket that is deferred.</summary>
    public OrderKey InFront => new(Rank - DeferredRank, Ticks, Id);

    public static OrderKey Of(in TicketOrder order) =>
        new((long)order.Priority, order.Deadline.UtcTicks, order.Consult.Value);

    public static OrderKey Of(long ticks, ProviderId provider) => new(0, ticks, provider.Value);

    public static OrderKey Of(DateTimeOffset instant, string id) => new(0, instant.UtcTicks, id);

    /// <summary>
    /// An order of ids by which those made one after the other stand side by side, so that an index in this order finds
    /// in memory just used what a hash would spread over all of it. The first characters come as numbers, so that the
    /// ids themselves are seldom read.
    /// </summary>
    public static OrderKey Of(ConsultId consult)
    {
        var id = consult.Value;
        return new OrderKey(Pack(id, 0), Pack(id, 8), id);
    }

    public bool IsBefore(in OrderKey other)
    {
        if (Rank != other.Rank)
        {
            return Rank < other.Rank;
        }

        return Ticks != other.Ticks ? Ticks < other.Ticks : string.CompareOrdinal(Id, other.Id) < 0;
    }

    private static long Pack(string id, int from)
    {
        var packed = 0L;
        for (var i = from; i < from + 8; i++)
        {
            // A character beyond seven bits counts as the last one: equal numbers are told apart by the id.
            packed = (packed << 7) | (i < id.Length ? Math.Min(id[i], (char)127) : (uint)0);
        }

        return packed;
    }
}
