using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresOpenConsults(PostgresReadPool reads) : IOpenConsults
{
    private const string Bodies = "SELECT t.body, c.body FROM consults c JOIN tickets t ON t.consult = c.consult ";

    public async Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default)
    {
        var consults = await reads.ReadAll(
            Bodies + "WHERE c.ended = 0 AND c.state = $1", [state.Value], OfRow, cancellationToken)
            .ConfigureAwait(false);
        consults.Sort(static (a, b) => a.Ticket.Order.CompareTo(b.Ticket.Order));
        return consults;
    }

    public async Task<IReadOnlyList<OpenConsultVersion>> Versions(
        StateCode state, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            "SELECT consult, version, updated_at FROM consults WHERE ended = 0 AND state = $1",
            [state.Value],
            static row => new OpenConsultVersion(
                ConsultId.Of(row.GetString(0)), row.GetInt64(1), Microseconds.ToInstant(row.GetInt64(2))),
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consults);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(consults.Count, JournalLimits.FindPerCall, nameof(consults));
        string[] ids = [.. consults.Select(consult => consult.Value)];
        return await reads.ReadAll(
            """
            SELECT t.body, c.body FROM unnest($1) WITH ORDINALITY w (consult, n)
            JOIN consults c ON c.consult = w.consult JOIN tickets t ON t.consult = w.consult ORDER BY w.n
            """,
            [ids],
            OfRow,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<OpenConsult>> ServedBy(
        ProviderId provider, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            Bodies + "WHERE c.provider = $1 AND c.provider IS NOT NULL AND c.ended = 0 ORDER BY c.consult",
            [provider.Value],
            OfRow,
            cancellationToken).ConfigureAwait(false);

    // One seek per state, however many consults are open: every process asks this each second.
    public async Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            """
            WITH RECURSIVE states (state) AS (
                (SELECT state FROM consults WHERE ended = 0 ORDER BY state LIMIT 1)
                UNION ALL
                SELECT (SELECT o.state FROM consults o WHERE o.ended = 0 AND o.state > states.state ORDER BY o.state LIMIT 1)
                FROM states WHERE states.state IS NOT NULL)
            SELECT state FROM states WHERE state IS NOT NULL
            """,
            [],
            static row => new StateCode(row.GetString(0)),
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default) =>
        (await reads.ReadAll(
            "SELECT clinic, count(*)::int FROM consults WHERE ended = 0 GROUP BY clinic",
            [],
            static row => (Clinic: ClinicId.Of(row.GetString(0)), Count: row.GetInt32(1)),
            cancellationToken).ConfigureAwait(false))
        .ToDictionary(row => row.Clinic, row => row.Count);

    private static OpenConsult OfRow(NpgsqlDataReader row) =>
        ConsultRowCodec.Open(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));
}
