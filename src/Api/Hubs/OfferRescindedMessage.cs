using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;

namespace Dispatch.Api.Hubs;

/// <summary><c>OfferRescinded</c>: the offer is no longer there.</summary>
public sealed record OfferRescindedMessage(long Seq, OfferId OfferId, ConsultId ConsultId, RescindReason Reason);
