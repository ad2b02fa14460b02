using System.Globalization;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteGrainStates(GroupCommitWriter writer, SqliteReadPool reads) : IGrainStates
{
    public Task<StoredGrainState?> Read(
        string grainType, string key, string stateName, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => Bound(
                    connection.Prepare(
                        "SELECT data, etag FROM grain_states WHERE grain_type = ?1 AND key = ?2 AND state_name = ?3"),
                    grainType,
                    key,
                    stateName)
                .ReadFirst(static row => new StoredGrainState(row.Bytes(0).ToArray(), Text(row.Int64(1)))),
            cancellationToken);

    public Task<GrainStateResult> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> data, string? etag)
    {
        GrainStateLimits.Check(data);
        return writer.Run<SqliteWriteSession, GrainStateResult>(key, data.Length, session =>
        {
            var current = CurrentEtag(session.Connection, grainType, key, stateName);
            if (Text(current) != etag)
            {
                return new GrainStateResult.Conflict(Text(current));
            }

            var next = (current ?? 0) + 1;
            Bound(
                    session.Connection.Prepare(
                        """
                        INSERT INTO grain_states (grain_type, key, state_name, etag, data) VALUES (?1, ?2, ?3, ?4, ?5)
                        ON CONFLICT (grain_type, key, state_name) DO UPDATE SET etag = excluded.etag, data = excluded.data
                        """),
                    grainType,
                    key,
                    stateName)
                .Bind(4, next)
                .BindBlob(5, data.Span)
                .Run();
            return new GrainStateResult.Written(Text(next));
        });
    }

    public Task<GrainStateResult> Clear(string grainType, string key, string stateName, string? etag) =>
        writer.Run<SqliteWriteSession, GrainStateResult>(key, 0, session =>
        {
            var current = CurrentEtag(session.Connection, grainType, key, stateName);
            if (current is not null && Text(current) != etag)
            {
                return new GrainStateResult.Conflict(Text(current));
            }

            Bound(
                    session.Connection.Prepare(
                        "DELETE FROM grain_states WHERE grain_type = ?1 AND key = ?2 AND state_name = ?3"),
                    grainType,
                    key,
                    stateName)
                .Run();
            return new GrainStateResult.Written(null);
        });

    private static long? CurrentEtag(SqliteConnection connection, string grainType, string key, string stateName) =>
        Bound(
                connection.Prepare(
                    "SELECT etag FROM grain_states WHERE grain_type = ?1 AND key = ?2 AND state_name = ?3"),
                grainType,
                key,
                stateName)
            .ReadFirst(static row => (long?)row.Int64(0));

    private static SqliteStatement Bound(
        SqliteStatement statement, string grainType, string key, string stateName) =>
        statement.Bind(1, grainType).Bind(2, key).Bind(3, stateName);

    private static string? Text(long? etag) => etag?.ToString(CultureInfo.InvariantCulture);

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
