using System.Collections.Concurrent;

namespace Dispatch.Hosting.Places;

/// <summary>
/// Ends pools here whose place is elsewhere since a silo came: it would be matched beside the one that lives there now.
/// What an ended pool had in hand or out, the new one learns from the providers.
/// </summary>
public sealed class MovedPools(ClusterPlaces places, IClusterMembershipService membership) : BackgroundService, IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _pools = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.TargetId.Type.Equals(GrainKinds.Pool))
        {
            var here = _pools.GetOrAdd(context.TargetId, context.TargetContext);
            if (!ReferenceEquals(here, context.TargetContext))
            {
                _pools[context.TargetId] = context.TargetContext;
            }
        }

        return context.Invoke();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                foreach (var (pool, activation) in _pools)
                {
                    if (places.Of(pool) is { } place && !place.Equals(places.Here) && _pools.TryRemove(pool, out var _))
                    {
                        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Its place is elsewhere."), stoppingToken);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, and its pools with it.
        }
    }
}
