using Orleans.Runtime.Placement;

namespace Dispatch.Hosting.Places;

/// <summary>Puts a grain that is called, and is nowhere yet, in its place.</summary>
public sealed class PlaceDirector(ClusterPlaces places) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var grain = target.GrainIdentity;
        if (places.Of(grain) is { } place)
        {
            return Task.FromResult(place);
        }

        var compatible = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, compatible) is { } hint)
        {
            return Task.FromResult(hint);
        }

        if (grain.Type.Equals(GrainKinds.Provider) && places.OfProvider(grain) is { } node && compatible.Contains(node))
        {
            return Task.FromResult(node);
        }

        // Where it is asked for: an API node that is a client asks through one silo for as long as both live.
        return Task.FromResult(compatible.Contains(places.Here) && context.LocalSiloStatus == SiloStatus.Active
            ? places.Here
            : compatible[grain.GetUniformHashCode() % (uint)compatible.Length]);
    }
}
