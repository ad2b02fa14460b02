using Dispatch.Journal;
using SQLitePCL;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>Looks into the file of a server that is stopped, past everything that the server could hide.</summary>
internal sealed class StoreReading : IDisposable
{
    private readonly sqlite3 _handle;

    public StoreReading(string path)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE, null));
    }

    /// <summary>The rows of a query, each column as text; null where it is.</summary>
    public List<string?[]> Rows(string sql)
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

    /// <summary>Every event of every stream, in order, with its place in the chain.</summary>
    public List<StoredEvent> Events()
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

    /// <summary>Fails unless the file is whole and every stream's chain is as it was written, from version 1 without gap.</summary>
    public void AssertIntact()
    {
        Assert.Equal("ok", Rows("PRAGMA integrity_check")[0][0]);
        foreach (var stream in Events().GroupBy(e => e.Stream))
        {
            var previous = HashChain.Start;
            var version = 0L;
            foreach (var stored in stream)
            {
                Assert.Equal(++version, stored.Version);
                Assert.Equal(
                    HashChain.Hash(previous.Span, stored.Stream, stored.Version, stored.Id, stored.Type, stored.At, stored.Payload),
                    stored.Hash);
                previous = stored.Hash;
            }
        }
    }

    public void Dispose() => _handle.Dispose();
}
