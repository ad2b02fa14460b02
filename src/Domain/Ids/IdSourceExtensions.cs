namespace Dispatch.Domain.Ids;

/// <summary>Typed ids of a source.</summary>
public static class IdSourceExtensions
{
    public static TId New<TId>(this IIdSource ids)
        where TId : struct, IEntityId<TId> => TId.Of(ids.NewId(TId.Prefix));
}
