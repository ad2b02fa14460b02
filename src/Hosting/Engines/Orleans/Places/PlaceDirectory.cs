using Orleans.GrainDirectory;

namespace Dispatch.Hosting.Places;

/// <summary>
/// The directory of grains whose place follows from membership: it holds nothing and asks nobody. An activation elsewhere
/// is refused and its calls are sent on. While members disagree for a moment there may be two of one consult or pool;
/// versions and claims in the store decide between them.
/// </summary>
public sealed class PlaceDirectory(ClusterPlaces places) : IGrainDirectory
{
    private static readonly Task<GrainAddress?> Nothing = Task.FromResult<GrainAddress?>(null);

    public Task<GrainAddress?> Register(GrainAddress address)
    {
        var place = places.Of(address.GrainId);
        return Task.FromResult<GrainAddress?>(place is null || place.Equals(address.SiloAddress)
            ? address
            : new GrainAddress { GrainId = address.GrainId, ActivationId = ActivationId.NewId(), SiloAddress = place });
    }

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Register(address);

    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    public Task<GrainAddress?> Lookup(GrainId grainId) => Nothing;

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
