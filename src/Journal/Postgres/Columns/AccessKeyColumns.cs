using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class AccessKeyColumns
{
    private readonly ArrayColumn<byte[]> _tokenHash = new(NpgsqlDbType.Bytea);
    private readonly TextColumn _subject = new();
    private readonly ArrayColumn<long> _createdAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long?> _revokedAt = new(NpgsqlDbType.Bigint);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO access_keys (token_hash, subject, created_at, revoked_at) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (token_hash) DO UPDATE SET subject = excluded.subject, created_at = excluded.created_at,
            revoked_at = excluded.revoked_at
        """,
        _tokenHash,
        _subject,
        _createdAt,
        _revokedAt);

    public void Add(AccessKeyRow row)
    {
        _tokenHash.Add(row.TokenHash.ToArray());
        _subject.Add(row.Subject);
        _createdAt.Add(Microseconds.Of(row.CreatedAt));
        _revokedAt.Add(Microseconds.Of(row.RevokedAt));
    }
}
