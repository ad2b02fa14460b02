using Dispatch.Domain.Consults;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

/// <summary>
/// Writes a consult's rows. A column that an UPDATE names has its indexes written again though its value is the same, so
/// there is a statement for each combination of columns that change.
/// </summary>
internal sealed class SqliteConsultWriter(SqliteConnection connection)
{
    private readonly SqliteStatement _ticket = connection.Prepare(
        "INSERT INTO tickets (consult, body, patient) VALUES (?1, ?2, ?3) ON CONFLICT (consult) DO NOTHING");

    private readonly SqliteStatement _insert = connection.Prepare(
        """
        INSERT INTO consults (consult, status, version, updated_at, body, provider, accepted_at, ended,
            clinic, state, requested_at, accept_by, opens_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        ON CONFLICT (consult) DO UPDATE SET status = excluded.status, version = excluded.version,
            updated_at = excluded.updated_at, body = excluded.body, provider = excluded.provider,
            accepted_at = excluded.accepted_at, ended = excluded.ended
        """);

    private readonly SqliteStatement[] _updates =
        [.. Enumerable.Range(0, (int)ConsultColumns.All + 1).Select(changes => connection.Prepare(UpdateOf((ConsultColumns)changes)))];

    public void Write(PreparedRow row)
    {
        var change = (ConsultRow)row.Change;
        if (row.Ticket is { } ticket)
        {
            Insert(change, row.Body, ticket);
            return;
        }

        Bind(_updates[(int)change.Changes], change, row.Body, change.Changes).Run();
        if (connection.ChangedRows == 0)
        {
            Insert(change, row.Body, ConsultRowCodec.Ticket(change));
        }
    }

    private static string UpdateOf(ConsultColumns changes) =>
        "UPDATE consults SET status = ?2, version = ?3, updated_at = ?4, body = ?5"
        + (changes.HasFlag(ConsultColumns.Provider) ? ", provider = ?6" : "")
        + (changes.HasFlag(ConsultColumns.Acceptance) ? ", accepted_at = ?7" : "")
        + (changes.HasFlag(ConsultColumns.End) ? ", ended = ?8" : "")
        + " WHERE consult = ?1";

    private void Insert(ConsultRow change, byte[] body, byte[] ticket)
    {
        var consult = change.Consult;
        _ticket.Bind(1, consult.Id.Value).BindText(2, ticket);
        _ = change.Patient is { } patient ? _ticket.BindBlob(3, patient.Ciphertext.Span) : _ticket.BindNull(3);
        _ticket.Run();
        Bind(_insert, change, body, ConsultColumns.All)
            .Bind(9, consult.Clinic.Value)
            .Bind(10, consult.State.Value)
            .Bind(11, Microseconds.Of(consult.RequestedAt))
            .Bind(12, Microseconds.Of(consult.Sla.AcceptBy))
            .Bind(13, Microseconds.Of(consult.OpensAt))
            .Run();
    }

    private static SqliteStatement Bind(
        SqliteStatement statement, ConsultRow change, byte[] body, ConsultColumns changes)
    {
        var consult = change.Consult;
        statement
            .Bind(1, consult.Id.Value)
            .Bind(2, StatusName.Of(consult.Status))
            .Bind(3, consult.Version)
            .Bind(4, Microseconds.Of(change.Open.UpdatedAt))
            .BindText(5, body);
        if (changes.HasFlag(ConsultColumns.Provider))
        {
            statement.Bind(6, consult.Provider?.Value);
        }

        if (changes.HasFlag(ConsultColumns.Acceptance))
        {
            statement.Bind(7, Microseconds.Of(consult.AcceptedAt));
        }

        if (changes.HasFlag(ConsultColumns.End))
        {
            statement.Bind(8, consult.Status.IsEnded() ? 1 : 0);
        }

        return statement;
    }
}
