using Dispatch.Journal.Writing;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// What a batch writes, as statements over arrays. The order keeps two processes from waiting for each other: claims that
/// are stored were locked when they were read, in the order of their keys; then come inserts, table by table, each in the
/// order of keys; changes of locked claims are last and wait for nobody.
/// </summary>
internal sealed class PostgresBatchStatements
{
    private readonly TextColumn _stream = new();
    private readonly ArrayColumn<long> _version = new(NpgsqlDbType.Bigint);
    private readonly TextColumn _id = new();
    private readonly TextColumn _type = new();
    private readonly ArrayColumn<long> _at = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<ReadOnlyMemory<byte>> _payload = new(NpgsqlDbType.Bytea);
    private readonly ArrayColumn<byte[]> _hash = new(NpgsqlDbType.Bytea);
    private readonly PostgresRowStatements _rows = new();
    private readonly ClaimColumns _taken = new();
    private readonly ClaimColumns _changed = new();
    private readonly ClaimColumns _freed = new();

    public IReadOnlyList<ArrayStatement> InOrder { get; }

    public PostgresBatchStatements() => InOrder =
    [
        new(
            "INSERT INTO events (stream, version, id, type, at, payload, hash) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)",
            _stream,
            _version,
            _id,
            _type,
            _at,
            _payload,
            _hash),
        .. _rows.InOrder,

        // Plain inserts: who comes second fails, and reads again.
        _taken.Statement("INSERT INTO claims (scope, key, holder, expires_at) SELECT * FROM unnest($1, $2, $3, $4)"),
        _changed.Statement(
            """
            UPDATE claims c SET holder = n.holder, expires_at = n.expires_at
            FROM unnest($1, $2, $3, $4) n (scope, key, holder, expires_at) WHERE c.scope = n.scope AND c.key = n.key
            """),
        // By place: these rows are locked, and no plan can take the table for small and go through all of it.
        _freed.KeyStatement(
            """
            DELETE FROM claims WHERE ctid = ANY (ARRAY(
                SELECT (SELECT c.ctid FROM claims c WHERE c.scope = f.scope AND c.key = f.key)
                FROM unnest($1, $2) f (scope, key)))
            """),
    ];

    /// <param name="plan">Its lists are in the order of their keys.</param>
    /// <param name="isCareful">Whether consults that change may have no rows yet, and what is new may be there.</param>
    /// <exception cref="RefusedByStoreException">There is text that PostgreSQL cannot keep.</exception>
    public void Add(BatchPlan plan, bool isCareful)
    {
        foreach (var (stream, version, newEvent, hash) in plan.Events)
        {
            _stream.Add(stream);
            _version.Add(version);
            _id.Add(newEvent.Id.Value);
            _type.Add(newEvent.Type);
            _at.Add(Microseconds.Of(newEvent.At));
            _payload.Add(newEvent.Payload);
            _hash.Add(hash);
        }

        foreach (var row in plan.Rows)
        {
            _rows.Add(row, isCareful);
        }

        foreach (var claim in plan.Claims)
        {
            var columns = claim.Holder is null ? _freed : claim.IsStored ? _changed : _taken;
            columns.Add(claim.Key, claim.Holder);
        }
    }

    private sealed class ClaimColumns
    {
        private readonly TextColumn _scope = new();
        private readonly TextColumn _key = new();
        private readonly TextColumn _holder = new();
        private readonly ArrayColumn<long?> _expiresAt = new(NpgsqlDbType.Bigint);

        public ArrayStatement Statement(string sql) => new(sql, _scope, _key, _holder, _expiresAt);

        public ArrayStatement KeyStatement(string sql) => new(sql, _scope, _key);

        public void Add(ClaimKey claim, ClaimHolder? holder)
        {
            _scope.Add(claim.Scope);
            _key.Add(claim.Key);
            if (holder is not null)
            {
                _holder.Add(holder.Holder);
                _expiresAt.Add(Microseconds.Of(holder.ExpiresAt));
            }
        }
    }
}
