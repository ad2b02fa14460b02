using System.Globalization;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

/// <summary>
/// Grain states as bytes with an etag, in the journal's database and through its writer. A write with no etag expects
/// that there is no state.
/// </summary>
public sealed class SqliteGrainStates
{
    public const int DataBytesMaximum = 1024 * 1024;

    private readonly GroupCommitWriter _writer;
    private readonly SqliteReadPool _reads;

    internal SqliteGrainStates(GroupCommitWriter writer, SqliteReadPool reads)
    {
        _writer = writer;
        _reads = reads;
    }

    /// <returns>Null when there is none.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    public Task<StoredGrainState?> Read(
        string grainType, string key, string stateName, CancellationToken cancellationToken = default) =>
        _reads.Read(
            connection => Bound(
                    connection.Prepare(
                        "SELECT data, etag FROM grain_states WHERE grain_type = ?1 AND key = ?2 AND state_name = ?3"),
                    grainType,
                    key,
                    stateName)
                .ReadFirst(static row => new StoredGrainState(row.Bytes(0).ToArray(), Text(row.Int64(1)))),
            cancellationToken);

    /// <exception cref="ArgumentException">The data is longer than <see cref="DataBytesMaximum"/>.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    public Task<GrainStateResult> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> data, string? etag)
    {
        if (data.Length > DataBytesMaximum)
        {
            throw new ArgumentException(
                $"Expected a grain state of at most {DataBytesMaximum} bytes, found {data.Length}.", nameof(data));
        }

        return _writer.Run<SqliteWriteSession, GrainStateResult>(key, data.Length, session =>
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

    /// <summary>Deletes the state. One that is not there is cleared already, whatever the etag.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    public Task<GrainStateResult> Clear(string grainType, string key, string stateName, string? etag) =>
        _writer.Run<SqliteWriteSession, GrainStateResult>(key, 0, session =>
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
