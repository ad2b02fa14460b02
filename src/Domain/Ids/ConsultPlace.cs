using Dispatch.Domain.States;

namespace Dispatch.Domain.Ids;

/// <summary>
/// A consult's id ends with its state's place in the catalog, so that whoever has the id knows where in a cluster the
/// consult lives, which is beside its pool. An id that was made otherwise names a place too: just not its pool's.
/// </summary>
public static class ConsultPlace
{
    // The last two characters of the written form are ten bits.
    private const int Characters = 2;

    /// <summary>A new id of a consult of this state.</summary>
    public static ConsultId NewConsult(this IIdSource ids, StateCode state)
    {
        var any = ids.New<ConsultId>().Value;
        return ConsultId.Of(string.Concat(any.AsSpan(0, any.Length - Characters), TypeId.Write(StateCatalog.IndexOf(state), Characters)));
    }

    /// <summary>The index of a state in the catalog.</summary>
    public static int Of(ReadOnlySpan<char> consult) =>
        TypeId.Read(consult[Math.Max(0, consult.Length - Characters)..]) % StateCatalog.All.Length;
}
