using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Csv;

/// <summary>
/// A table with a header row, as RFC 4180 has it, in UTF-8 with or without a byte order mark. The order of its columns
/// does not matter; their names do, case included.
/// </summary>
public sealed class CsvTable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvTable(IReadOnlyList<CsvRow> rows) => Rows = rows;

    /// <summary>Without the header, and without rows in which every cell is empty.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <param name="required">Columns that must be there.</param>
    /// <param name="optional">Columns that may be there; others may not.</param>
    public static (CsvTable? Table, Problem? Problem) Parse(
        ReadOnlyMemory<byte> bytes, IReadOnlyList<string> required, IReadOnlyList<string> optional, int rowsMaximum)
    {
        try
        {
            using var reader = new StringReader(StrictUtf8.GetString(WithoutByteOrderMark(bytes.Span)));
            using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                IgnoreBlankLines = false,
                TrimOptions = TrimOptions.Trim,
                DetectColumnCountChanges = false,
            });
            return Parse(parser, required, optional, rowsMaximum);
        }
        catch (DecoderFallbackException)
        {
            return (null, new Problem(ProblemTypes.MalformedCsv, "Expected UTF-8."));
        }
        catch (CsvHelperException fault)
        {
            // Its message repeats the row, which may name people.
            return (null, new Problem(
                ProblemTypes.MalformedCsv, $"Row {fault.Context?.Parser?.Row} is not as RFC 4180 has it: a quote is out of place."));
        }
    }

    private static (CsvTable? Table, Problem? Problem) Parse(
        CsvParser parser, IReadOnlyList<string> required, IReadOnlyList<string> optional, int rowsMaximum)
    {
        if (!parser.Read())
        {
            return (null, new Problem(ProblemTypes.MalformedCsv, $"Expected a header row: {string.Join(',', required)}."));
        }

        string[] header = parser.Record!;
        if (WrongHeader(header, required, optional) is { } problem)
        {
            return (null, problem);
        }

        var rows = new List<CsvRow>();
        while (parser.Read())
        {
            var cells = parser.Record!;
            if (cells.All(string.IsNullOrEmpty))
            {
                continue;
            }

            if (rows.Count == rowsMaximum)
            {
                return (null, new Problem(ProblemTypes.TooLarge, $"Expected at most {rowsMaximum} rows."));
            }

            rows.Add(RowOf(parser.Row, header, cells));
        }

        return parser.RawRecord.Length > 0 && IsOpenQuoted(parser)
            ? (null, new Problem(ProblemTypes.MalformedCsv, $"Row {parser.Row} begins a quoted cell that does not end."))
            : (new CsvTable(rows), null);
    }

    private static Problem? WrongHeader(string[] header, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var errors = new FieldErrors();
        foreach (var missing in required.Except(header, StringComparer.Ordinal))
        {
            errors.Add(missing, "Expected a column of this name.");
        }

        if (header.Except(required, StringComparer.Ordinal).Except(optional, StringComparer.Ordinal).Any()
            || header.Distinct(StringComparer.Ordinal).Count() != header.Length)
        {
            errors.Add("header", $"Expected each of {string.Join(", ", required.Concat(optional))} at most once, and nothing else.");
        }

        return errors.Any ? errors.ToProblem() : null;
    }

    private static CsvRow RowOf(int number, string[] header, string[] cells)
    {
        if (cells.Length != header.Length)
        {
            return new CsvRow(
                number, new Dictionary<string, string>(), $"Expected {header.Length} cells as in the header, found {cells.Length}.");
        }

        var byColumn = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0)
            {
                byColumn.Add(header[i], cells[i]);
            }
        }

        return new CsvRow(number, byColumn, null);
    }

    // Every quote that is data is doubled, so of a whole record the number of quotes is even.
    private static bool IsOpenQuoted(CsvParser parser) => parser.RawRecord.Count(c => c == '"') % 2 != 0;

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
