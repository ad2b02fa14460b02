using Dispatch.Domain.Ids;

namespace Dispatch.Api.Hubs;

/// <summary><c>OfferRescinded</c>: the offer is no longer there.</summary>
/// <param name="Reason">Why it was taken back, or <c>expired</c>.</param>
public sealed record OfferRescindedMessage(long Seq, OfferId OfferId, ConsultId ConsultId, string Reason)
{
    public const string Expired = "expired";
}
