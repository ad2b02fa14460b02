using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresConsultQueries(PostgresReadPool reads) : IConsultQueries
{
    // One text for every filter: an empty parameter is no condition. The index gives the order, so a page is one scan.
    public async Task<IReadOnlyList<ConsultRow>> List(ConsultFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Limit, 1, nameof(filter));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.Limit, ConsultFilter.LimitMaximum, nameof(filter));
        var order = filter.OldestFirst ? "ASC" : "DESC";
        return await reads.ReadAll(
            $"""
            SELECT t.body, c.body, t.patient FROM tickets t JOIN consults c ON c.consult = t.consult
            WHERE t.clinic = $1
                AND t.requested_at >= $2
                AND t.requested_at < $3
                AND (t.requested_at, t.consult) {(filter.OldestFirst ? ">" : "<")} ($4, $5)
                AND ($6 = '' OR c.status = ANY (string_to_array($6, ',')))
                AND ($7 = '' OR c.state = $7)
            ORDER BY t.requested_at {order}, t.consult {order} LIMIT $8
            """,
            [
                filter.Clinic.Value,
                filter.Since is { } since ? Microseconds.Of(since) : long.MinValue,
                filter.Until is { } until ? Microseconds.Of(until) : long.MaxValue,
                filter.Before is { } before ? Microseconds.Of(before.RequestedAt) : filter.OldestFirst ? long.MinValue : long.MaxValue,
                filter.Before?.Id.Value ?? "",
                string.Join(',', StatusesOf(filter)),
                filter.State?.Value ?? "",
                filter.Limit,
            ],
            ConsultOfRow,
            cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> StatusesOf(ConsultFilter filter) =>
        (filter.Status is { } one ? [one] : filter.Statuses.AsEnumerable()).Select(StatusName.Of);

    public Task<ConsultRow?> Find(ConsultId consult, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT t.body, c.body, t.patient FROM consults c JOIN tickets t ON t.consult = c.consult WHERE c.consult = $1",
            [consult.Value],
            ConsultOfRow,
            cancellationToken);

    public async Task<IReadOnlyList<OfferRow>> Offers(ConsultId consult, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            "SELECT body FROM offers WHERE consult = $1 ORDER BY offered_at, offer",
            [consult.Value],
            static row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Default.OfferRow)!,
            cancellationToken).ConfigureAwait(false);

    public Task<OrderRow?> Order(OrderId order, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT id, consult, clinic, provider, signed_at, content FROM orders WHERE id = $1",
            [order.Value],
            static row => new OrderRow(
                OrderId.Of(row.GetString(0)),
                ConsultId.Of(row.GetString(1)),
                ClinicId.Of(row.GetString(2)),
                ProviderId.Of(row.GetString(3)),
                Microseconds.ToInstant(row.GetInt64(4)),
                new SealedData(row.GetFieldValue<byte[]>(5))),
            cancellationToken);

    public Task<ProviderId?> LastProvider(
        ClinicId clinic, string patientKey, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT provider FROM patient_providers WHERE clinic = $1 AND patient_key = $2",
            [clinic.Value, patientKey],
            static row => (ProviderId?)ProviderId.Of(row.GetString(0)),
            cancellationToken);

    public async Task<IReadOnlyList<AcceptedWait>> AcceptedSince(
        StateCode state, DateTimeOffset since, int most, CancellationToken cancellationToken = default)
    {
        var newestFirst = await reads.ReadAll(
            """
            SELECT coalesce(opens_at, requested_at), accepted_at, accept_by FROM consults
            WHERE state = $1 AND accepted_at IS NOT NULL AND accepted_at >= $2 ORDER BY accepted_at DESC LIMIT $3
            """,
            [state.Value, Microseconds.Of(since), (long)most],
            static row => new AcceptedWait(
                Microseconds.ToInstant(row.GetInt64(0)),
                Microseconds.ToInstant(row.GetInt64(1)),
                Microseconds.ToInstant(row.GetInt64(2))),
            cancellationToken).ConfigureAwait(false);
        newestFirst.Reverse();
        return newestFirst;
    }

    private static ConsultRow ConsultOfRow(NpgsqlDataReader row) => ConsultRowCodec.Row(
        row.GetFieldValue<byte[]>(0),
        row.GetFieldValue<byte[]>(1),
        row.IsDBNull(2) ? null : new SealedData(row.GetFieldValue<byte[]>(2)));
}
