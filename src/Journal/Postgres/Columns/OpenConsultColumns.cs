using Dispatch.Domain.Consults;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class OpenConsultColumns
{
    private readonly ArrayColumn<string> _consult = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _state = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _clinic = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _status = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string?> _provider = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<long> _version = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _updatedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<short> _ended = new(NpgsqlDbType.Smallint);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO open_consults (consult, state, clinic, status, provider, version, updated_at, ended, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (consult) DO UPDATE SET status = excluded.status, provider = excluded.provider,
            version = excluded.version, updated_at = excluded.updated_at, ended = excluded.ended, body = excluded.body
        """,
        _consult,
        _state,
        _clinic,
        _status,
        _provider,
        _version,
        _updatedAt,
        _ended,
        _body);

    public void Add(OpenConsult consult, byte[] body)
    {
        _consult.Add(consult.Ticket.Consult.Value);
        _state.Add(consult.Ticket.Requirements.State.Value);
        _clinic.Add(consult.Ticket.Clinic.Value);
        _status.Add(StatusName.Of(consult.Status));
        _provider.Add(consult.Provider?.Value);
        _version.Add(consult.Version);
        _updatedAt.Add(Microseconds.Of(consult.UpdatedAt));
        _ended.Add(consult.Status.IsEnded() ? (short)1 : (short)0);
        _body.Add(body);
    }
}
