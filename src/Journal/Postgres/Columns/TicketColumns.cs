using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class TicketColumns
{
    private readonly TextColumn _consult = new();
    private readonly TextColumn _clinic = new();
    private readonly ArrayColumn<long> _requestedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);
    private readonly ArrayColumn<byte[]?> _patient = new(NpgsqlDbType.Bytea);

    /// <summary>Fails when one is there already.</summary>
    public ArrayStatement Statement() => Statement("");

    /// <summary>Leaves those that are there as they are. Dearer: each row is looked up before, and confirmed after.</summary>
    public ArrayStatement CarefulStatement() => Statement(" ON CONFLICT (consult) DO NOTHING");

    public void Add(ConsultRow row, byte[] ticket)
    {
        _consult.Add(row.Consult.Id.Value);
        _clinic.Add(row.Consult.Clinic.Value);
        _requestedAt.Add(Microseconds.Of(row.Consult.RequestedAt));
        _body.Add(ticket);
        _patient.Add(row.Patient?.Ciphertext.ToArray());
    }

    private ArrayStatement Statement(string conflict) => new(
        "INSERT INTO tickets (consult, clinic, requested_at, body, patient) SELECT * FROM unnest($1, $2, $3, $4, $5)" + conflict,
        _consult,
        _clinic,
        _requestedAt,
        _body,
        _patient);
}
