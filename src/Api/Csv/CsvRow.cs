namespace Dispatch.Api.Csv;

/// <summary>One row of a table.</summary>
/// <param name="Number">As a spreadsheet shows it: the header is row 1.</param>
/// <param name="Cells">By column, trimmed; empty ones are left out.</param>
/// <param name="Fault">Why the row has no cells; null when it has.</param>
public sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells, string? Fault)
{
    /// <summary>Null when the cell is empty, or the table has no such column.</summary>
    public string? this[string column] => Cells.GetValueOrDefault(column);
}
