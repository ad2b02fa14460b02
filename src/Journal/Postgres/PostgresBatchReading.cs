using Dispatch.Journal.Writing;
using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// What a batch reads before it decides: heads of streams and holders of claims. Claims that are there are locked until
/// the transaction ends; what is not there can only be fenced by the keys when it is inserted.
/// </summary>
internal sealed class PostgresBatchReading : IDisposable
{
    private readonly TextColumn _stream = new();
    private readonly TextColumn _scope = new();
    private readonly TextColumn _key = new();
    private readonly List<string> _streams = [];
    private readonly List<ClaimKey> _claims = [];
    private readonly PreparedBatches _batches;

    public PostgresBatchReading(NpgsqlConnection connection) => _batches = new(
        connection,
        [
            new(
                """
                SELECT s.n, h.version, h.hash FROM unnest($1) WITH ORDINALITY s (stream, n)
                CROSS JOIN LATERAL (
                    SELECT e.version, e.hash FROM events e WHERE e.stream = s.stream ORDER BY e.version DESC LIMIT 1) h
                """,
                _stream),
            new(
                """
                SELECT k.n, h.holder, h.expires_at FROM unnest($1, $2) WITH ORDINALITY k (scope, key, n)
                CROSS JOIN LATERAL (
                    SELECT c.holder, c.expires_at FROM claims c WHERE c.scope = k.scope AND c.key = k.key FOR UPDATE) h
                """,
                _scope,
                _key),
        ]);

    /// <param name="planner">Gets what was read.</param>
    /// <param name="heads">What need not be read.</param>
    /// <returns>Whether there was anything to read, so that a transaction has begun.</returns>
    public bool Read(BatchPlanner planner, KnownHeads heads)
    {
        foreach (var stream in planner.Streams)
        {
            if (heads.Find(stream, planner.ExpectedVersion(stream)) is { } known)
            {
                planner.SetHead(stream, known);
            }
            else
            {
                _streams.Add(stream);
            }
        }

        _claims.AddRange(planner.Claims);
        try
        {
            return _streams.Count + _claims.Count > 0 && ReadAll(planner);
        }
        finally
        {
            _streams.Clear();
            _claims.Clear();
            _batches.Clear();
        }
    }

    public void Dispose() => _batches.Dispose();

    private bool ReadAll(BatchPlanner planner)
    {
        foreach (var stream in _streams)
        {
            _stream.Add(stream);
        }

        _claims.Sort();
        foreach (var claim in _claims)
        {
            _scope.Add(claim.Scope);
            _key.Add(claim.Key);
        }

        using var reader = _batches.Of(begins: true, commits: false).ExecuteReader();
        if (_streams.Count > 0)
        {
            ReadHeads(reader, planner);
            reader.NextResult();
        }

        if (_claims.Count > 0)
        {
            ReadHolders(reader, planner);
        }

        return true;
    }

    private void ReadHeads(NpgsqlDataReader reader, BatchPlanner planner)
    {
        while (reader.Read())
        {
            planner.SetHead(
                _streams[Index(reader)], new StreamHead(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }
    }

    private void ReadHolders(NpgsqlDataReader reader, BatchPlanner planner)
    {
        while (reader.Read())
        {
            DateTimeOffset? expiresAt = reader.IsDBNull(2) ? null : Microseconds.ToInstant(reader.GetInt64(2));
            planner.SetHolder(_claims[Index(reader)], new ClaimHolder(reader.GetString(1), expiresAt));
        }
    }

    // Ordinality counts from 1.
    private static int Index(NpgsqlDataReader reader) => (int)reader.GetInt64(0) - 1;
}
