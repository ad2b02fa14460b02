using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteConsultQueries(SqliteReadPool reads) : IConsultQueries
{
    public Task<IReadOnlyList<ConsultRow>> List(ConsultFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1, nameof(filter));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, ConsultFilter.LimitMaximum, nameof(filter));
        return reads.Read<IReadOnlyList<ConsultRow>>(connection => List(connection, filter), cancellationToken);
    }

    public Task<ConsultRow?> Find(ConsultId consult, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => connection
                .Prepare(
                    "SELECT t.body, c.body, t.patient FROM consults c JOIN tickets t USING (consult) WHERE c.consult = ?1")
                .Bind(1, consult.Value)
                .ReadFirst(ConsultOfRow),
            cancellationToken);

    public Task<IReadOnlyList<OfferRow>> Offers(ConsultId consult, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<OfferRow>>(
            connection => connection
                .Prepare("SELECT body FROM offers WHERE consult = ?1 ORDER BY offered_at, offer")
                .Bind(1, consult.Value)
                .ReadAll(static row => JsonSerializer.Deserialize(row.Bytes(0), JournalJson.Default.OfferRow)!),
            cancellationToken);

    public Task<OrderRow?> Order(OrderId order, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => connection
                .Prepare("SELECT id, consult, clinic, provider, signed_at, content FROM orders WHERE id = ?1")
                .Bind(1, order.Value)
                .ReadFirst(static row => new OrderRow(
                    OrderId.Of(row.Text(0)),
                    ConsultId.Of(row.Text(1)),
                    ClinicId.Of(row.Text(2)),
                    ProviderId.Of(row.Text(3)),
                    Microseconds.ToInstant(row.Int64(4)),
                    new SealedData(row.Bytes(5).ToArray()))),
            cancellationToken);

    public Task<ProviderId?> LastProvider(
        ClinicId clinic, string patientKey, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => connection
                .Prepare("SELECT provider FROM patient_providers WHERE clinic = ?1 AND patient_key = ?2")
                .Bind(1, clinic.Value)
                .Bind(2, patientKey)
                .ReadFirst(static row => (ProviderId?)ProviderId.Of(row.Text(0))),
            cancellationToken);

    public Task<IReadOnlyList<AcceptedWait>> AcceptedSince(
        StateCode state, DateTimeOffset since, int most, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<AcceptedWait>>(
            connection =>
            {
                var newestFirst = connection
                    .Prepare(
                        "SELECT coalesce(opens_at, requested_at), accepted_at, accept_by FROM consults "
                        + "WHERE state = ?1 AND accepted_at IS NOT NULL AND accepted_at >= ?2 ORDER BY accepted_at DESC LIMIT ?3")
                    .Bind(1, state.Value)
                    .Bind(2, Microseconds.Of(since))
                    .Bind(3, most)
                    .ReadAll(static row => new AcceptedWait(
                        Microseconds.ToInstant(row.Int64(0)),
                        Microseconds.ToInstant(row.Int64(1)),
                        Microseconds.ToInstant(row.Int64(2))));
                newestFirst.Reverse();
                return newestFirst;
            },
            cancellationToken);

    // Few texts for every filter: an empty parameter is no condition. The index gives the order, so a page is one scan.
    private static List<ConsultRow> List(SqliteConnection connection, ConsultFilter filter)
    {
        var order = filter.OldestFirst ? "ASC" : "DESC";
        return connection
            .Prepare(
                $"""
                SELECT t.body, c.body, t.patient FROM consults c CROSS JOIN tickets t USING (consult)
                WHERE c.clinic = ?1
                    AND c.requested_at >= ?2
                    AND c.requested_at < ?3
                    AND (c.requested_at, c.consult) {(filter.OldestFirst ? ">" : "<")} (?4, ?5)
                    AND (?6 = '' OR instr(?6, ',' || c.status || ',') > 0)
                    AND (?7 IS NULL OR c.state = ?7)
                ORDER BY c.requested_at {order}, c.consult {order} LIMIT ?8
                """)
            .Bind(1, filter.Clinic.Value)
            .Bind(2, filter.Since is { } since ? Microseconds.Of(since) : long.MinValue)
            .Bind(3, filter.Until is { } until ? Microseconds.Of(until) : long.MaxValue)
            .Bind(4, filter.Before is { } before ? Microseconds.Of(before.RequestedAt) : filter.OldestFirst ? long.MinValue : long.MaxValue)
            .Bind(5, filter.Before?.Id.Value ?? "")
            .Bind(6, string.Concat(StatusesOf(filter).Select((status, i) => i == 0 ? $",{status}," : $"{status},")))
            .Bind(7, filter.State?.Value)
            .Bind(8, filter.Limit)
            .ReadAll(ConsultOfRow);
    }

    private static IEnumerable<string> StatusesOf(ConsultFilter filter) =>
        (filter.Status is { } one ? [one] : filter.Statuses.AsEnumerable()).Select(StatusName.Of);

    private static ConsultRow ConsultOfRow(SqliteStatement row) => ConsultRowCodec.Row(
        row.Bytes(0), row.Bytes(1), row.IsNull(2) ? null : new SealedData(row.Bytes(2).ToArray()));
}
