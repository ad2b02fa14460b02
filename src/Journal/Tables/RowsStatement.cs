using System.Globalization;
using System.Text;

namespace Dispatch.Journal.Tables;

/// <summary>
/// Writes many rows with few statements: as many rows each as fit a chunk, so that there are few different texts to
/// prepare, whatever the number of rows.
/// </summary>
/// <param name="insert">Up to and without VALUES.</param>
/// <param name="columns">Of one row.</param>
/// <param name="onConflict">What follows the values.</param>
internal sealed class RowsStatement(string insert, int columns, string onConflict)
{
    private static readonly int[] ChunkSizes = [64, 8, 1];

    private readonly string[] _texts = [.. ChunkSizes.Select(rows => Text(insert, columns, onConflict, rows))];

    /// <param name="values">Row by row.</param>
    public void Run(ITableSession session, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < ChunkSizes.Length; i++)
        {
            for (var chunk = ChunkSizes[i] * columns; values.Length >= chunk; values = values[chunk..])
            {
                session.Execute(_texts[i], values[..chunk]);
            }
        }
    }

    private static string Text(string insert, int columns, string onConflict, int rows)
    {
        var text = new StringBuilder(insert).Append(" VALUES ");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var column = 1; column <= columns; column++)
            {
                text.Append(column == 1 ? "$" : ", $")
                    .Append(((row * columns) + column).ToString(CultureInfo.InvariantCulture));
            }

            text.Append(')');
        }

        return text.Append(' ').Append(onConflict).ToString();
    }
}
