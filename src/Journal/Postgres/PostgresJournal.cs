using Dispatch.Domain.Ids;
using Dispatch.Journal.Writing;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresJournal(GroupCommitWriter writer, PostgresReadPool reads) : IJournal
{
    public Task<AppendResult> Append(AppendRequest request) => writer.Append(request);

    public async Task<IReadOnlyList<RecordedEvent>> Read(
        string stream,
        long afterVersion = 0,
        int limit = JournalLimits.EventsPerRead,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, JournalLimits.EventsPerRead);

        // The event before the first one wanted is read for its hash.
        var previousHash = HashChain.Start;
        var events = await reads.ReadAll(
            """
            SELECT version, id, type, at, payload, hash FROM events
            WHERE stream = $1 AND version >= $2 ORDER BY version LIMIT $3
            """,
            [stream, afterVersion, limit + (afterVersion == 0 ? 0 : 1)],
            row =>
            {
                var recorded = EventOfRow(stream, row, previousHash);
                previousHash = recorded.Hash;
                return recorded;
            },
            cancellationToken).ConfigureAwait(false);
        if (events.Count > 0 && events[0].Version == afterVersion)
        {
            events.RemoveAt(0);
        }

        return events.Count > limit ? events.GetRange(0, limit) : events;
    }

    private static RecordedEvent EventOfRow(string stream, NpgsqlDataReader row, ReadOnlyMemory<byte> previousHash) => new(
        stream,
        row.GetInt64(0),
        EventId.Of(row.GetString(1)),
        row.GetString(2),
        Microseconds.ToInstant(row.GetInt64(3)),
        row.GetFieldValue<byte[]>(4),
        row.GetFieldValue<byte[]>(5),
        previousHash);
}
