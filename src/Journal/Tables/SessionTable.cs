using Dispatch.Journal.Sessions;

namespace Dispatch.Journal.Tables;

internal sealed class SessionTable(ITables tables) : ISessionStore
{
    private const string Subject = "sessions";
    private const long RowBytes = 256;
    private const string Columns = "token_hash, kind, subject, created_at, seen_at, ends_at, ended_at";

    public Task Begin(StoredSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return tables.Write(Subject, RowBytes, work => work.Execute(
            "INSERT INTO sessions (token_hash, kind, subject, created_at, seen_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)",
            session.TokenHash.ToArray(),
            session.Kind,
            session.Subject,
            Microseconds.Of(session.CreatedAt),
            Microseconds.Of(session.SeenAt),
            Microseconds.Of(session.EndsAt)));
    }

    public Task<StoredSession?> Find(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
        tables.ReadFirst(
            $"SELECT {Columns} FROM sessions WHERE token_hash = $1", [tokenHash.ToArray()], OfRow, cancellationToken);

    public Task Seen(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at) => tables.Write(Subject, RowBytes, work => work.Execute(
        "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2", tokenHash.ToArray(), Microseconds.Of(at)));

    public Task End(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at) => tables.Write(Subject, RowBytes, work => work.Execute(
        "UPDATE sessions SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL",
        tokenHash.ToArray(),
        Microseconds.Of(at)));

    public Task<int> EndAll(string subject, string? kind, DateTimeOffset at) => tables.Write(Subject, RowBytes, work => work.Execute(
        "UPDATE sessions SET ended_at = $2 WHERE subject = $1 AND ended_at IS NULL AND ends_at > $2 AND ($3 = '' OR kind = $3)",
        subject,
        Microseconds.Of(at),
        kind ?? ""));

    public Task<IReadOnlyList<byte[]>> EndedSince(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        tables.Read(
            "SELECT token_hash FROM sessions WHERE ended_at IS NOT NULL AND ended_at >= $1",
            [Microseconds.Of(since)],
            static row => row.Bytes(0),
            cancellationToken);

    public Task Forget(DateTimeOffset endsBefore) => tables.Write(
        Subject, RowBytes, work => work.Execute("DELETE FROM sessions WHERE ends_at < $1", Microseconds.Of(endsBefore)));

    private static StoredSession OfRow(ITableRow row) => new(
        row.Bytes(0),
        row.Text(1),
        row.Text(2),
        row.Instant(3),
        row.Instant(4),
        row.Instant(5),
        row.IsNull(6) ? null : row.Instant(6));
}
