namespace Dispatch.Journal.Tables;

internal static class TableExtensions
{
    /// <summary>The first row as the function reads it, or the default.</summary>
    public static async Task<T?> ReadFirst<T>(
        this ITables tables, string sql, object[] parameters, Func<ITableRow, T> row, CancellationToken cancellationToken)
    {
        var rows = await tables.Read(sql, parameters, row, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : default;
    }

    public static DateTimeOffset Instant(this ITableRow row, int column) => Microseconds.ToInstant(row.Number(column));
}
