using Dispatch.Journal.History;

namespace Dispatch.Journal.Tables;

internal sealed class NodeReportTable(ITables tables) : INodeReports
{
    private const string Subject = "node reports";

    public Task<bool> Report(NodeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return tables.Write(Subject, report.Body.Length, work => work.Number(
            """
            INSERT INTO node_reports (node, started_at, seen_at, drain, body) VALUES ($1, $2, $3, 0, $4)
            ON CONFLICT (node) DO UPDATE SET seen_at = excluded.seen_at, body = excluded.body
            RETURNING drain
            """,
            report.Node,
            Microseconds.Of(report.StartedAt),
            Microseconds.Of(report.SeenAt),
            report.Body.ToArray()) == 1);
    }

    public Task<IReadOnlyList<NodeReport>> SeenSince(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        tables.Read(
            "SELECT node, started_at, seen_at, CAST(drain AS bigint), body FROM node_reports WHERE seen_at >= $1 ORDER BY node",
            [Microseconds.Of(since)],
            static row => new NodeReport(
                row.Text(0), row.Instant(1), row.Instant(2), row.Number(3) == 1, row.Bytes(4)),
            cancellationToken);

    public async Task<bool> Want(string node, bool drain) => await tables.Write(
        Subject,
        0,
        work => work.Execute("UPDATE node_reports SET drain = $2 WHERE node = $1", node, drain ? 1L : 0L)).ConfigureAwait(false) == 1;

    public Task Remove(string node) =>
        tables.Write(Subject, 0, work => work.Execute("DELETE FROM node_reports WHERE node = $1", node));

    public Task Forget(DateTimeOffset seenBefore) => tables.Write(
        Subject, 0, work => work.Execute("DELETE FROM node_reports WHERE seen_at < $1", Microseconds.Of(seenBefore)));
}
