using Dispatch.Domain.Ids;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteJournal(GroupCommitWriter writer, SqliteReadPool reads) : IJournal
{
    public Task<AppendResult> Append(AppendRequest request) => writer.Append(request);

    public Task<IReadOnlyList<RecordedEvent>> Read(
        string stream,
        long afterVersion = 0,
        int limit = JournalLimits.EventsPerRead,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, JournalLimits.EventsPerRead);
        return reads.Read<IReadOnlyList<RecordedEvent>>(
            connection => Read(connection, stream, afterVersion, limit), cancellationToken);
    }

    // The event before the first one wanted is read for its hash.
    private static List<RecordedEvent> Read(
        SqliteConnection connection, string stream, long afterVersion, int limit)
    {
        var previousHash = HashChain.Start;
        var statement = connection.Prepare(
            """
            SELECT version, id, type, at, payload, hash FROM events
            WHERE stream = ?1 AND version >= ?2 ORDER BY version LIMIT ?3
            """)
            .Bind(1, stream)
            .Bind(2, afterVersion)
            .Bind(3, limit + (afterVersion == 0 ? 0 : 1));
        var events = statement.ReadAll(row =>
        {
            var recorded = new RecordedEvent(
                stream,
                row.Int64(0),
                EventId.Of(row.Text(1)),
                row.Text(2),
                Microseconds.ToInstant(row.Int64(3)),
                row.Bytes(4).ToArray(),
                row.Bytes(5).ToArray(),
                previousHash);
            previousHash = recorded.Hash;
            return recorded;
        });
        if (events.Count > 0 && events[0].Version == afterVersion)
        {
            events.RemoveAt(0);
        }

        return events.Count > limit ? events.GetRange(0, limit) : events;
    }
}
