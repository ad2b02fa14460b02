using Dispatch.Domain.Consults;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>consults</c>, key consult: what lists show. Inserted with the request's <c>Patient</c>; later changes leave it as it is.</summary>
public sealed record ConsultRow(
    ConsultSummary Consult,
    SealedData? Patient) : RowChange;
