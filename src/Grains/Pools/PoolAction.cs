using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Grains.Pools;

/// <summary>What a pool's decision asks its shell to send. Hints all: each is sent again, or swept up, when lost.</summary>
public abstract record PoolAction
{
    private PoolAction()
    {
    }

    /// <summary>Take an offer back from its provider.</summary>
    public sealed record Rescind(ProviderId Provider, OfferId Offer, RescindReason Reason) : PoolAction;

    /// <summary>An offer is gone with the process of its provider, which can record nothing any more.</summary>
    public sealed record OfferLost(ConsultId Consult, ProviderId Provider, OfferId Offer) : PoolAction;

    /// <summary>A watch over a consult ran out.</summary>
    public sealed record Due(ConsultId Consult, WatchAction Action) : PoolAction;

    /// <summary>The store says that an assignment ended; its provider may not have heard.</summary>
    public sealed record AssignmentEnded(ProviderId Provider, ConsultId Consult, int Number, ConsultStatus Status) : PoolAction;
}
