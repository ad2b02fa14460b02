using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresOpenConsults(PostgresReadPool reads) : IOpenConsults
{
    public async Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default)
    {
        var consults = await reads.ReadAll(
            "SELECT body FROM open_consults WHERE ended = 0 AND state = $1", [state.Value], OfRow, cancellationToken)
            .ConfigureAwait(false);
        consults.Sort(static (a, b) => a.Ticket.Order.CompareTo(b.Ticket.Order));
        return consults;
    }

    // Two parts, each with an index of its own.
    public async Task<IReadOnlyList<OpenConsultVersion>> ChangedSince(
        StateCode state, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            """
            SELECT consult, version, updated_at, ended FROM (
                SELECT consult, version, updated_at, ended FROM open_consults
                WHERE ended = 0 AND state = $1 AND updated_at >= $2
                UNION ALL
                SELECT consult, version, updated_at, ended FROM open_consults
                WHERE ended = 1 AND state = $1 AND updated_at >= $2) changed
            ORDER BY updated_at, consult
            """,
            [state.Value, Microseconds.Of(since)],
            static row => new OpenConsultVersion(
                ConsultId.Of(row.GetString(0)),
                row.GetInt64(1),
                Microseconds.ToInstant(row.GetInt64(2)),
                row.GetInt16(3) != 0),
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consults);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(consults.Count, JournalLimits.FindPerCall, nameof(consults));
        string[] ids = [.. consults.Select(consult => consult.Value)];
        return await reads.ReadAll(
            """
            SELECT o.body FROM unnest($1) WITH ORDINALITY w (consult, n)
            JOIN open_consults o ON o.consult = w.consult ORDER BY w.n
            """,
            [ids],
            OfRow,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<OpenConsult>> ServedBy(
        ProviderId provider, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            "SELECT body FROM open_consults WHERE provider = $1 AND provider IS NOT NULL AND ended = 0 ORDER BY consult",
            [provider.Value],
            OfRow,
            cancellationToken).ConfigureAwait(false);

    // One seek per state, however many consults are open: every process asks this each second.
    public async Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            """
            WITH RECURSIVE states (state) AS (
                (SELECT state FROM open_consults WHERE ended = 0 ORDER BY state LIMIT 1)
                UNION ALL
                SELECT (SELECT o.state FROM open_consults o WHERE o.ended = 0 AND o.state > states.state ORDER BY o.state LIMIT 1)
                FROM states WHERE states.state IS NOT NULL)
            SELECT state FROM states WHERE state IS NOT NULL
            """,
            [],
            static row => new StateCode(row.GetString(0)),
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default) =>
        (await reads.ReadAll(
            "SELECT clinic, count(*) FROM open_consults WHERE ended = 0 GROUP BY clinic",
            [],
            static row => (Clinic: ClinicId.Of(row.GetString(0)), Count: (int)row.GetInt64(1)),
            cancellationToken).ConfigureAwait(false))
        .ToDictionary(row => row.Clinic, row => row.Count);

    private static OpenConsult OfRow(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Default.OpenConsult)!;
}
