using SQLitePCL;

namespace Dispatch.Tests.Integration.Stores;

internal sealed class SqliteStoreReading : StoreReading
{
    private readonly sqlite3 _handle;

    public SqliteStoreReading(string path)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE, null));
    }

    public override List<string?[]> Rows(string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        using (statement)
        {
            var rows = new List<string?[]>();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(
                    i => raw.sqlite3_column_type(statement, i) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(statement, i).utf8_to_string())]);
            }

            return rows;
        }
    }

    public override List<StoredEvent> Events()
    {
        const string Sql = "SELECT stream, version, id, type, at, payload, hash FROM events ORDER BY stream, version";
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_handle, Sql, out var statement));
        using (statement)
        {
            var events = new List<StoredEvent>();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                events.Add(new StoredEvent(
                    raw.sqlite3_column_text(statement, 0).utf8_to_string(),
                    raw.sqlite3_column_int64(statement, 1),
                    raw.sqlite3_column_text(statement, 2).utf8_to_string(),
                    raw.sqlite3_column_text(statement, 3).utf8_to_string(),
                    DateTimeOffset.UnixEpoch.AddMicroseconds(raw.sqlite3_column_int64(statement, 4)),
                    raw.sqlite3_column_blob(statement, 5).ToArray(),
                    raw.sqlite3_column_blob(statement, 6).ToArray()));
            }

            return events;
        }
    }

    public override void AssertIntact()
    {
        Assert.Equal("ok", Rows("PRAGMA integrity_check")[0][0]);
        base.AssertIntact();
    }

    public override void Dispose() => _handle.Dispose();
}
