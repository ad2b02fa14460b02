using System.Text;
using Dispatch.Domain.Settings;
using Dispatch.Journal.Queries;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresSettingQueries(PostgresReadPool reads) : ISettingQueries
{
    private const string Columns = "kind, scope, version, body, changed_at, changed_by";

    public async Task<IReadOnlyList<Setting>> All(int limit, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            $"SELECT {Columns} FROM settings ORDER BY kind, scope LIMIT $1", [limit], OfRow, cancellationToken)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<Setting>> ChangedSince(
        DateTimeOffset since, int limit, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            $"SELECT {Columns} FROM settings WHERE changed_at >= $1 ORDER BY changed_at, kind, scope LIMIT $2",
            [Microseconds.Of(since), limit],
            OfRow,
            cancellationToken).ConfigureAwait(false);

    private static Setting OfRow(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetInt64(2),
        Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(3)),
        Microseconds.ToInstant(row.GetInt64(4)),
        row.GetString(5));
}
