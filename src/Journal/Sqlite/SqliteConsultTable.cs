using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteConsultTable(SqliteReadPool reads) : IConsultTable
{
    public Task<IReadOnlyList<TableRow>> Newest(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<TableRow>>(
            connection => connection
                .Prepare(
                    """
                    SELECT consult, status, state, provider, version, requested_at, accepted_at, accept_by, updated_at
                    FROM consults WHERE clinic = ?1 ORDER BY requested_at DESC, consult DESC LIMIT ?2
                    """)
                .Bind(1, clinic.Value)
                .Bind(2, limit)
                .ReadAll(static row => new TableRow(
                    ConsultId.Of(row.Text(0)),
                    StatusName.Parse(row.Text(1)),
                    new StateCode(row.Text(2)),
                    row.IsNull(3) ? null : ProviderId.Of(row.Text(3)),
                    row.Int64(4),
                    Microseconds.ToInstant(row.Int64(5)),
                    row.IsNull(6) ? null : Microseconds.ToInstant(row.Int64(6)),
                    Microseconds.ToInstant(row.Int64(7)),
                    Microseconds.ToInstant(row.Int64(8)))),
            cancellationToken);

    public Task<IReadOnlyList<ConsultRow>> Find(
        ClinicId clinic, IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consults);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(consults.Count, ConsultFilter.LimitMaximum, nameof(consults));
        var ids = JsonSerializer.SerializeToUtf8Bytes([.. consults.Select(c => c.Value)], JournalJson.Default.StringArray);
        return reads.Read<IReadOnlyList<ConsultRow>>(
            connection => connection
                .Prepare(
                    """
                    SELECT t.body, c.body, t.patient FROM consults c JOIN tickets t USING (consult)
                    WHERE c.consult IN (SELECT value FROM json_each(?2)) AND c.clinic = ?1
                    """)
                .Bind(1, clinic.Value)
                .BindText(2, ids)
                .ReadAll(static row => ConsultRowCodec.Row(
                    row.Bytes(0), row.Bytes(1), row.IsNull(2) ? null : new SealedData(row.Bytes(2).ToArray()))),
            cancellationToken);
    }
}
