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
        if (context.TargetId.Type.Equals(GrainKinds.Pool)
            && !(_pools.TryGetValue(context.TargetId, out var known) && ReferenceEquals(known, context.TargetContext)))
        {
            _pools[context.TargetId] = context.TargetContext;

            // One that was being activated while its place moved was not known yet when the others were ended.
            EndIfMoved(context.TargetId, context.TargetContext, CancellationToken.None);
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
                    EndIfMoved(pool, activation, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, and its pools with it.
        }
    }

    private void EndIfMoved(GrainId pool, IGrainContext activation, CancellationToken promptly)
    {
        if (places.Of(pool) is { } place
            && !place.Equals(places.Here)
            && _pools.TryRemove(new KeyValuePair<GrainId, IGrainContext>(pool, activation)))
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Its place is elsewhere."), promptly);
        }
    }
}
