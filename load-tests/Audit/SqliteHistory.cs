using SQLitePCL;

namespace Dispatch.LoadTests.Audit;

/// <summary>The file of a server with the embedded store.</summary>
public sealed class SqliteHistory : IStoredHistory
{
    private readonly sqlite3 _handle;

    /// <exception cref="IOException">It cannot be opened.</exception>
    public SqliteHistory(string path)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE, null);
        if (result != raw.SQLITE_OK)
            throw new IOException($"{path} does not open: SQLite error {result}.");
    }

    public IEnumerable<StoredEvent> Events(string streamPrefix) => Rows(
        HistoryQueries.Events(streamPrefix),
        row => new StoredEvent(
            Text(row, 0)!,
            raw.sqlite3_column_int64(row, 1),
            Text(row, 2)!,
            Text(row, 3)!,
            DateTimeOffset.UnixEpoch.AddMicroseconds(raw.sqlite3_column_int64(row, 4)),
            raw.sqlite3_column_blob(row, 5).ToArray(),
            raw.sqlite3_column_blob(row, 6).ToArray()));

    public IEnumerable<StoredConsult> Consults() => Rows(
        HistoryQueries.Consults,
        row => new StoredConsult(Text(row, 0)!, Text(row, 1)!, Text(row, 2)!, Text(row, 3)!));

    public IEnumerable<StoredOpenConsult> OpenConsults() => Rows(
        HistoryQueries.OpenConsults,
        row => new StoredOpenConsult(Text(row, 0)!, Text(row, 1)!, Text(row, 2)));

    public IEnumerable<StoredClaim> Claims(string scope) => Rows(
        HistoryQueries.Claims(scope),
        row => new StoredClaim(Text(row, 0)!, Text(row, 1)!, Text(row, 2)!));

    public IEnumerable<StoredOrder> Orders() => Rows(
        HistoryQueries.Orders,
        row => new StoredOrder(Text(row, 0)!, Text(row, 1)!, Text(row, 2)!));

    public void Dispose() => _handle.Dispose();

    private static string? Text(sqlite3_stmt row, int column) =>
        raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(row, column).utf8_to_string();

    private IEnumerable<T> Rows<T>(string sql, Func<sqlite3_stmt, T> read)
    {
        if (raw.sqlite3_prepare_v2(_handle, sql, out var statement) != raw.SQLITE_OK)
            throw new IOException($"{sql}: {raw.sqlite3_errmsg(_handle).utf8_to_string()}");
        using (statement)
        {
            int result;
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                yield return read(statement);
            if (result != raw.SQLITE_DONE)
                throw new IOException($"{sql}: {raw.sqlite3_errmsg(_handle).utf8_to_string()}");
        }
    }
}
