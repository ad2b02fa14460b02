using Npgsql;

namespace Dispatch.LoadTests.Audit;

/// <summary>The database of a server with PostgreSQL as its store.</summary>
public sealed class PostgresHistory : IStoredHistory
{
    private const string CommitTime = ", pg_xact_commit_timestamp(xmin)";
    private const int CommitTimeColumn = 7;

    private readonly NpgsqlConnection _connection;
    private readonly bool _hasCommitTimes;

    /// <exception cref="IOException">It cannot be reached.</exception>
    public PostgresHistory(string connectionString)
    {
        // An audit of millions of events is no query that hangs.
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ToString());
        try
        {
            _connection.Open();
            _hasCommitTimes = Rows("SHOW track_commit_timestamp", row => row.GetString(0)).Single() == "on";
        }
        catch (NpgsqlException e)
        {
            _connection.Dispose();
            throw new IOException($"The store cannot be audited: {e.Message}", e);
        }
    }

    public IEnumerable<StoredEvent> Events(string streamPrefix) => Rows(
        HistoryQueries.Events(streamPrefix, _hasCommitTimes ? CommitTime : ""),
        row => new StoredEvent(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            DateTimeOffset.UnixEpoch.AddMicroseconds(row.GetInt64(4)),
            row.GetFieldValue<byte[]>(5),
            row.GetFieldValue<byte[]>(6))
        {
            // Without it the events' own times are all there is, which is enough where one process wrote.
            CommittedAt = _hasCommitTimes && !row.IsDBNull(CommitTimeColumn)
                ? row.GetFieldValue<DateTimeOffset>(CommitTimeColumn)
                : DateTimeOffset.UnixEpoch.AddMicroseconds(row.GetInt64(4)),
        });

    public IEnumerable<StoredConsult> Consults() => Rows(
        HistoryQueries.Consults, row => new StoredConsult(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)));

    public IEnumerable<StoredOpenConsult> OpenConsults() => Rows(
        HistoryQueries.OpenConsults,
        row => new StoredOpenConsult(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)));

    public IEnumerable<StoredClaim> Claims(string scope) => Rows(
        HistoryQueries.Claims(scope), row => new StoredClaim(row.GetString(0), row.GetString(1), row.GetString(2)));

    public IEnumerable<StoredOrder> Orders() => Rows(
        HistoryQueries.Orders, row => new StoredOrder(row.GetString(0), row.GetString(1), row.GetString(2)));

    public void Dispose() => _connection.Dispose();

    private IEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
#pragma warning disable CA2100 // The texts are HistoryQueries' and our own.
        using var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return read(rows);
    }
}
