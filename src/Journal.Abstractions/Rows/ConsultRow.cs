using Dispatch.Domain.Consults;

namespace Dispatch.Journal.Rows;

/// <summary>
/// One consult as it stands: what lists show, and what pools and providers read back. Table <c>tickets</c> keeps what
/// never changes of it, from the row with version 1; table <c>consults</c> the rest.
/// </summary>
/// <param name="Consult">For lists.</param>
/// <param name="Open">For pools and providers; of the same consult and version.</param>
/// <param name="Patient">Of the request; later rows need not carry it, and do not change it.</param>
/// <param name="Changes">Which indexed columns may differ from the row before: a store leaves the others alone.</param>
public sealed record ConsultRow(
    ConsultSummary Consult,
    OpenConsult Open,
    SealedData? Patient,
    ConsultColumns Changes = ConsultColumns.All) : RowChange;
