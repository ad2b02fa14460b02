using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Pools;

/// <summary>A ticket in hand: to be put to the match's candidate under this offer id.</summary>
public sealed record PutTicket(OfferId Offer, Match Match);
