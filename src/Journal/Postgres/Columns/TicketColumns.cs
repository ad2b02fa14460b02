using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class TicketColumns
{
    private readonly TextColumn _consult = new();
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);
    private readonly ArrayColumn<byte[]?> _patient = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        "INSERT INTO tickets (consult, body, patient) SELECT * FROM unnest($1, $2, $3) ON CONFLICT (consult) DO NOTHING",
        _consult,
        _body,
        _patient);

    public void Add(ConsultRow row, byte[] ticket)
    {
        _consult.Add(row.Consult.Id.Value);
        _body.Add(ticket);
        _patient.Add(row.Patient?.Ciphertext.ToArray());
    }
}
