using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <summary>Why a consult was, or is not, matched. Names no patient.</summary>
/// <param name="Position">In line, from 1; null when it is not in line, or the pool is silent.</param>
/// <param name="Deferred">Whether it stands behind because its clinic has more in line than may stand in front.</param>
/// <param name="Offers">As recorded, oldest first.</param>
/// <param name="Providers">With a licence in the state, in the order of their ids.</param>
/// <param name="Truncated">True when the state has more providers than are listed.</param>
public sealed record ExplanationBody(
    ConsultId ConsultId,
    ClinicId ClinicId,
    StateCode State,
    ConsultStatus Status,
    DateTimeOffset RequestedAt,
    int? Position,
    bool Deferred,
    IReadOnlyList<ExplainedOfferBody> Offers,
    IReadOnlyList<ExplainedProviderBody> Providers,
    bool Truncated);
