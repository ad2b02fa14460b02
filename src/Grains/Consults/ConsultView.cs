using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Consults;

/// <summary>A consult as it stands, its patient data sealed under its clinic's key.</summary>
[GenerateSerializer, Immutable, Alias("consult-view")]
public sealed record ConsultView([property: Id(0)] ConsultSummary Summary, [property: Id(1)] SealedData Patient);
