using Dispatch.Domain.Ids;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Providers;
using Orleans.Runtime.Placement;

namespace Dispatch.Hosting.Places;

/// <summary>
/// Takes a provider's grain to the process where its socket is, once the provider has come back through another one: what
/// it is asked and what it pushes crosses no process then. One with an open offer stays until it comes without.
/// </summary>
public sealed class ProviderMove(ClusterPlaces places, IServiceProvider services) : IIncomingGrainCallFilter
{
    private readonly Lazy<INodeObserver?> _node = new(services.GetService<INodeObserver>);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.TargetId.Type.Equals(GrainKinds.Provider)
            && context.MethodName == nameof(IProviderGrain.Connect)
            && context.Result is ConnectResult.Connected { Provider.Offers.IsEmpty: true }
            && places.OfNode((string)context.Request.GetArgument(0)!) is { } node
            && !node.Equals(places.Here)
            && !await HasSocketHere(ProviderId.Of(context.TargetId.Key.ToString()!)))
        {
            context.TargetContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = node });
        }
    }

    private async Task<bool> HasSocketHere(ProviderId provider) =>
        _node.Value is { } node && !(await node.Connected([provider])).IsEmpty;
}
