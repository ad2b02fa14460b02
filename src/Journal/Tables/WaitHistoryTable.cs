using Dispatch.Domain.States;
using Dispatch.Journal.History;
using Dispatch.Journal.Queries;

namespace Dispatch.Journal.Tables;

internal sealed class WaitHistoryTable(ITables tables) : IWaitHistory
{
    private const int Columns = 7;
    private const string AllStates = "";

    private static readonly RowsStatement PutRows = new(
        "INSERT INTO wait_history (span, state, start, accepted, in_time, promised, waits)",
        Columns,
        """
        ON CONFLICT (span, state, start) DO UPDATE SET accepted = excluded.accepted, in_time = excluded.in_time,
            promised = excluded.promised, waits = excluded.waits
        """);

    public Task Put(IReadOnlyList<WaitBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(buckets);

        // In the order of their keys: two processes that lock rows in opposite order would wait for each other.
        object[] values =
        [
            .. buckets
                .OrderBy(b => b.Span).ThenBy(b => StateOf(b.State), StringComparer.Ordinal).ThenBy(b => b.Start)
                .SelectMany(b => (object[])
                [
                    (long)b.Span.TotalSeconds,
                    StateOf(b.State),
                    Microseconds.Of(b.Start),
                    (long)b.Accepted,
                    (long)b.InTime,
                    b.Promised.Ticks / TimeSpan.TicksPerMicrosecond,
                    b.Waits.ToArray(),
                ]),
        ];
        return buckets.Count == 0
            ? Task.CompletedTask
            : tables.Write("wait history", buckets.Sum(b => b.Waits.Length), work =>
            {
                PutRows.Run(work, values);
                return buckets.Count;
            });
    }

    public Task<IReadOnlyList<WaitBucket>> Read(
        TimeSpan span,
        StateCode? state,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken = default) => tables.Read(
        """
        SELECT start, accepted, in_time, promised, waits FROM wait_history
        WHERE span = $1 AND state = $2 AND start >= $3 AND start < $4 ORDER BY start
        """,
        [(long)span.TotalSeconds, StateOf(state), Microseconds.Of(from), Microseconds.Of(to)],
        row => new WaitBucket(
            span,
            state,
            row.Instant(0),
            (int)row.Number(1),
            (int)row.Number(2),
            TimeSpan.FromMicroseconds(row.Number(3)),
            row.Bytes(4)),
        cancellationToken);

    public Task<DateTimeOffset?> Newest(TimeSpan span, CancellationToken cancellationToken = default) => tables.ReadFirst(
        "SELECT start FROM wait_history WHERE span = $1 AND state = $2 ORDER BY start DESC LIMIT 1",
        [(long)span.TotalSeconds, AllStates],
        static row => (DateTimeOffset?)row.Instant(0),
        cancellationToken);

    public Task<DateTimeOffset?> FirstAccepted(
        StateCode state, DateTimeOffset since, CancellationToken cancellationToken = default) => tables.ReadFirst(
        """
        SELECT accepted_at FROM consults
        WHERE state = $1 AND accepted_at IS NOT NULL AND accepted_at >= $2 ORDER BY accepted_at LIMIT 1
        """,
        [state.Value, Microseconds.Of(since)],
        static row => (DateTimeOffset?)row.Instant(0),
        cancellationToken);

    public Task<IReadOnlyList<AcceptedWait>> Accepted(
        StateCode state, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) => tables.Read(
        """
        SELECT coalesce(opens_at, requested_at), accepted_at, accept_by FROM consults
        WHERE state = $1 AND accepted_at IS NOT NULL AND accepted_at >= $2 AND accepted_at < $3 ORDER BY accepted_at
        """,
        [state.Value, Microseconds.Of(from), Microseconds.Of(to)],
        static row => new AcceptedWait(row.Instant(0), row.Instant(1), row.Instant(2)),
        cancellationToken);

    public Task Forget(TimeSpan span, DateTimeOffset before) => tables.Write("wait history", 0, work => work.Execute(
        "DELETE FROM wait_history WHERE span = $1 AND start < $2", (long)span.TotalSeconds, Microseconds.Of(before)));

    private static string StateOf(StateCode? state) => state?.Value ?? AllStates;
}
