using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Consults;

/// <summary>A consult as it stands, its patient data sealed under its clinic's key.</summary>
/// <param name="AssignedOffer">The offer whose acceptance made the current or last assignment; null before the first.</param>
[GenerateSerializer, Immutable, Alias("consult-view")]
public sealed record ConsultView(
    [property: Id(0)] ConsultSummary Summary,
    [property: Id(1)] SealedData Patient,
    [property: Id(2)] OfferId? AssignedOffer);
