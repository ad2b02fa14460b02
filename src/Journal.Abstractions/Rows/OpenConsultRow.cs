using Dispatch.Domain.Consults;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>open_consults</c>, key consult: what pools and providers read back.</summary>
public sealed record OpenConsultRow(
    OpenConsult Consult) : RowChange;
