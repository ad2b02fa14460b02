using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresConsultTable(PostgresReadPool reads) : IConsultTable
{
    public async Task<IReadOnlyList<TableRow>> Newest(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default) => await reads.ReadAll(
        """
        SELECT c.consult, c.status, c.state, c.provider, c.version, c.requested_at, c.accepted_at, c.accept_by, c.updated_at
        FROM tickets t JOIN consults c ON c.consult = t.consult
        WHERE t.clinic = $1 ORDER BY t.requested_at DESC, t.consult DESC LIMIT $2
        """,
        [clinic.Value, limit],
        static row => new TableRow(
            ConsultId.Of(row.GetString(0)),
            StatusName.Parse(row.GetString(1)),
            new StateCode(row.GetString(2)),
            row.IsDBNull(3) ? null : ProviderId.Of(row.GetString(3)),
            row.GetInt64(4),
            Microseconds.ToInstant(row.GetInt64(5)),
            row.IsDBNull(6) ? null : Microseconds.ToInstant(row.GetInt64(6)),
            Microseconds.ToInstant(row.GetInt64(7)),
            Microseconds.ToInstant(row.GetInt64(8))),
        cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConsultRow>> Find(
        ClinicId clinic, IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consults);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(consults.Count, ConsultFilter.LimitMaximum, nameof(consults));
        return await reads.ReadAll(
            """
            SELECT t.body, c.body, t.patient FROM consults c JOIN tickets t ON t.consult = c.consult
            WHERE c.consult = ANY ($2) AND c.clinic = $1
            """,
            [clinic.Value, consults.Select(c => c.Value).ToArray()],
            static row => ConsultRowCodec.Row(
                row.GetFieldValue<byte[]>(0),
                row.GetFieldValue<byte[]>(1),
                row.IsDBNull(2) ? null : new SealedData(row.GetFieldValue<byte[]>(2))),
            cancellationToken).ConfigureAwait(false);
    }
}
