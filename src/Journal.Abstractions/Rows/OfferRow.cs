using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.States;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>offers</c>, key offer: what <c>explain</c> and the waits read.</summary>
public sealed record OfferRow(
    ConsultId Consult,
    StateCode State,
    OfferSummary Offer,
    OfferOutcome Outcome,
    DateTimeOffset? EndedAt) : RowChange;
