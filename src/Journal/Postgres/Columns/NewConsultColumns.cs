using Dispatch.Domain.Consults;
using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

/// <summary>Rows of consults that have none yet, or may have none.</summary>
internal sealed class NewConsultColumns
{
    private readonly TextColumn _consult = new();
    private readonly TextColumn _clinic = new();
    private readonly TextColumn _state = new();
    private readonly TextColumn _status = new();
    private readonly TextColumn _provider = new();
    private readonly ArrayColumn<long> _version = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _requestedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long?> _acceptedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _acceptBy = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _updatedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<short> _ended = new(NpgsqlDbType.Smallint);
    private readonly ArrayColumn<long?> _opensAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    /// <summary>Fails when one is there already.</summary>
    public ArrayStatement Statement() => Statement("");

    /// <summary>Changes those that are there. Dearer: each row is looked up before, and confirmed after.</summary>
    public ArrayStatement CarefulStatement() => Statement(
        """
         ON CONFLICT (consult) DO UPDATE SET status = excluded.status, provider = excluded.provider,
            version = excluded.version, accepted_at = excluded.accepted_at, updated_at = excluded.updated_at,
            ended = excluded.ended, body = excluded.body
        """);

    public void Add(ConsultRow row, byte[] body)
    {
        var consult = row.Consult;
        _consult.Add(consult.Id.Value);
        _clinic.Add(consult.Clinic.Value);
        _state.Add(consult.State.Value);
        _status.Add(StatusName.Of(consult.Status));
        _provider.Add(consult.Provider?.Value);
        _version.Add(consult.Version);
        _requestedAt.Add(Microseconds.Of(consult.RequestedAt));
        _acceptedAt.Add(Microseconds.Of(consult.AcceptedAt));
        _acceptBy.Add(Microseconds.Of(consult.Sla.AcceptBy));
        _updatedAt.Add(Microseconds.Of(row.Open.UpdatedAt));
        _ended.Add(consult.Status.IsEnded() ? (short)1 : (short)0);
        _opensAt.Add(Microseconds.Of(consult.OpensAt));
        _body.Add(body);
    }

    private ArrayStatement Statement(string conflict) => new(
        """
        INSERT INTO consults (consult, clinic, state, status, provider, version, requested_at, accepted_at, accept_by,
            updated_at, ended, opens_at, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """ + conflict,
        _consult,
        _clinic,
        _state,
        _status,
        _provider,
        _version,
        _requestedAt,
        _acceptedAt,
        _acceptBy,
        _updatedAt,
        _ended,
        _opensAt,
        _body);
}
