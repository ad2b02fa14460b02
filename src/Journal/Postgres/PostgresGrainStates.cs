using System.Globalization;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresGrainStates(GroupCommitWriter writer, PostgresReadPool reads) : IGrainStates
{
    private const string OfState = "WHERE grain_type = $1 AND key = $2 AND state_name = $3";

    public Task<StoredGrainState?> Read(
        string grainType, string key, string stateName, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            $"SELECT data, etag FROM grain_states {OfState}",
            [grainType, key, stateName],
            static row => new StoredGrainState(row.GetFieldValue<byte[]>(0), Text(row.GetInt64(1))),
            cancellationToken);

    public Task<GrainStateResult> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> data, string? etag)
    {
        GrainStateLimits.Check(data);
        return writer.Run<PostgresWriteSession, GrainStateResult>(key, data.Length, session =>
        {
            var current = CurrentEtag(session, grainType, key, stateName);
            if (Text(current) != etag)
            {
                return new GrainStateResult.Conflict(Text(current));
            }

            var next = (current ?? 0) + 1;
            session.Execute(
                current is null
                    ? "INSERT INTO grain_states (grain_type, key, state_name, etag, data) VALUES ($1, $2, $3, $4, $5)"
                    : $"UPDATE grain_states SET etag = $4, data = $5 {OfState}",
                grainType,
                key,
                stateName,
                next,
                data.ToArray());
            return new GrainStateResult.Written(Text(next));
        });
    }

    public Task<GrainStateResult> Clear(string grainType, string key, string stateName, string? etag) =>
        writer.Run<PostgresWriteSession, GrainStateResult>(key, 0, session =>
        {
            var current = CurrentEtag(session, grainType, key, stateName);
            if (current is not null && Text(current) != etag)
            {
                return new GrainStateResult.Conflict(Text(current));
            }

            session.Execute($"DELETE FROM grain_states {OfState}", grainType, key, stateName);
            return new GrainStateResult.Written(null);
        });

    // Locked, so that no other process writes between; what is not there is fenced by its key.
    private static long? CurrentEtag(PostgresWriteSession session, string grainType, string key, string stateName)
    {
        session.EnsureBegun();
        return (long?)session.Scalar($"SELECT etag FROM grain_states {OfState} FOR UPDATE", grainType, key, stateName);
    }

    private static string? Text(long? etag) => etag?.ToString(CultureInfo.InvariantCulture);

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
