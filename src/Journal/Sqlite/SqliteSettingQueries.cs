using Dispatch.Domain.Settings;
using Dispatch.Journal.Queries;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteSettingQueries(SqliteReadPool reads) : ISettingQueries
{
    private const string Columns = "kind, scope, version, body, changed_at, changed_by";

    public Task<IReadOnlyList<Setting>> All(int limit, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<Setting>>(
            connection => connection
                .Prepare($"SELECT {Columns} FROM settings ORDER BY kind, scope LIMIT ?1")
                .Bind(1, limit)
                .ReadAll(OfRow),
            cancellationToken);

    public Task<IReadOnlyList<Setting>> ChangedSince(
        DateTimeOffset since, int limit, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<Setting>>(
            connection => connection
                .Prepare($"SELECT {Columns} FROM settings WHERE changed_at >= ?1 ORDER BY changed_at, kind, scope LIMIT ?2")
                .Bind(1, Microseconds.Of(since))
                .Bind(2, limit)
                .ReadAll(OfRow),
            cancellationToken);

    private static Setting OfRow(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Int64(2), row.Text(3), Microseconds.ToInstant(row.Int64(4)), row.Text(5));
}
