using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteOpenConsults(SqliteReadPool reads) : IOpenConsults
{
    private const string Bodies = "SELECT t.body, c.body FROM consults c CROSS JOIN tickets t USING (consult) ";

    public Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<OpenConsult>>(
            connection =>
            {
                var consults = connection
                    .Prepare(Bodies + "WHERE c.ended = 0 AND c.state = ?1")
                    .Bind(1, state.Value)
                    .ReadAll(OfRow);
                consults.Sort(static (a, b) => a.Ticket.Order.CompareTo(b.Ticket.Order));
                return consults;
            },
            cancellationToken);

    public Task<IReadOnlyList<OpenConsultVersion>> Versions(StateCode state, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<OpenConsultVersion>>(
            connection => connection
                .Prepare("SELECT consult, version, updated_at FROM consults WHERE ended = 0 AND state = ?1")
                .Bind(1, state.Value)
                .ReadAll(static row => new OpenConsultVersion(
                    ConsultId.Of(row.Text(0)), row.Int64(1), Microseconds.ToInstant(row.Int64(2)))),
            cancellationToken);

    public Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consults);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(consults.Count, JournalLimits.FindPerCall, nameof(consults));
        return reads.Read<IReadOnlyList<OpenConsult>>(
            connection =>
            {
                var statement = connection.Prepare(Bodies + "WHERE c.consult = ?1");
                List<OpenConsult> found = new(consults.Count);
                foreach (var consult in consults)
                {
                    if (statement.Bind(1, consult.Value).ReadFirst(OfRow) is { } open)
                    {
                        found.Add(open);
                    }
                }

                return found;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<OpenConsult>> ServedBy(
        ProviderId provider, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<OpenConsult>>(
            connection => connection
                .Prepare(
                    Bodies + "WHERE c.provider = ?1 AND c.provider IS NOT NULL AND c.ended = 0 ORDER BY c.consult")
                .Bind(1, provider.Value)
                .ReadAll(OfRow),
            cancellationToken);

    // One seek per state, however many consults are open: every process asks this each second.
    public Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<StateCode>>(
            static connection => connection
                .Prepare(
                    """
                    WITH RECURSIVE states (state) AS (
                        SELECT min(state) FROM consults WHERE ended = 0
                        UNION ALL
                        SELECT (SELECT min(o.state) FROM consults o WHERE o.ended = 0 AND o.state > states.state)
                        FROM states WHERE states.state IS NOT NULL)
                    SELECT state FROM states WHERE state IS NOT NULL
                    """)
                .ReadAll(static row => new StateCode(row.Text(0))),
            cancellationToken);

    // By itself SQLite would take the index that has the clinics in order, and with it every consult that ever was.
    public Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyDictionary<ClinicId, int>>(
            static connection => connection
                .Prepare("SELECT clinic, count(*) FROM consults INDEXED BY consults_open WHERE ended = 0 GROUP BY clinic")
                .ReadAll(static row => (Clinic: ClinicId.Of(row.Text(0)), Count: (int)row.Int64(1)))
                .ToDictionary(row => row.Clinic, row => row.Count),
            cancellationToken);

    private static OpenConsult OfRow(SqliteStatement row) =>
        ConsultRowCodec.Open(row.Bytes(0), row.Bytes(1));
}
