using Dispatch.Domain.Consults;
using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

/// <summary>
/// Rows of consults that have one: only what may change is sent. PostgreSQL compares values, so naming an indexed column
/// that stays as it is costs nothing.
/// </summary>
internal sealed class ChangedConsultColumns
{
    private readonly TextColumn _consult = new();
    private readonly TextColumn _status = new();
    private readonly TextColumn _provider = new();
    private readonly ArrayColumn<long> _version = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long?> _acceptedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _updatedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<short> _ended = new(NpgsqlDbType.Smallint);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    /// <summary>Divides by zero, which fails the transaction, when one of the consults has no row.</summary>
    public ArrayStatement Statement() => new(
        """
        WITH changed AS (
            UPDATE consults c SET status = n.status, provider = n.provider, version = n.version,
                accepted_at = n.accepted_at, updated_at = n.updated_at, ended = n.ended, body = n.body
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                n (consult, status, provider, version, accepted_at, updated_at, ended, body)
            WHERE c.consult = n.consult RETURNING 1)
        SELECT 1 / (count(*) = cardinality($1))::int FROM changed
        """,
        _consult,
        _status,
        _provider,
        _version,
        _acceptedAt,
        _updatedAt,
        _ended,
        _body);

    public void Add(ConsultRow row, byte[] body)
    {
        var consult = row.Consult;
        _consult.Add(consult.Id.Value);
        _status.Add(StatusName.Of(consult.Status));
        _provider.Add(consult.Provider?.Value);
        _version.Add(consult.Version);
        _acceptedAt.Add(Microseconds.Of(consult.AcceptedAt));
        _updatedAt.Add(Microseconds.Of(row.Open.UpdatedAt));
        _ended.Add(consult.Status.IsEnded() ? (short)1 : (short)0);
        _body.Add(body);
    }
}
