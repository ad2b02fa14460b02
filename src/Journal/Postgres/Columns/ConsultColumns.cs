using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class ConsultColumns
{
    private readonly ArrayColumn<string> _consult = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _clinic = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _state = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _status = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<long> _requestedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long?> _acceptedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _acceptBy = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<byte[]?> _patient = new(NpgsqlDbType.Bytea);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO consults AS c (consult, clinic, state, status, requested_at, accepted_at, accept_by, patient, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (consult) DO UPDATE SET status = excluded.status, accepted_at = excluded.accepted_at,
            accept_by = excluded.accept_by, patient = coalesce(c.patient, excluded.patient), body = excluded.body
        """,
        _consult,
        _clinic,
        _state,
        _status,
        _requestedAt,
        _acceptedAt,
        _acceptBy,
        _patient,
        _body);

    public void Add(ConsultRow row, byte[] body)
    {
        var consult = row.Consult;
        _consult.Add(consult.Id.Value);
        _clinic.Add(consult.Clinic.Value);
        _state.Add(consult.State.Value);
        _status.Add(StatusName.Of(consult.Status));
        _requestedAt.Add(Microseconds.Of(consult.RequestedAt));
        _acceptedAt.Add(Microseconds.Of(consult.AcceptedAt));
        _acceptBy.Add(Microseconds.Of(consult.Sla.AcceptBy));
        _patient.Add(row.Patient?.Ciphertext.ToArray());
        _body.Add(body);
    }
}
