using System.Globalization;
using Npgsql;

namespace Dispatch.Tests.Integration.Stores;

internal sealed class PostgresStoreReading : StoreReading
{
    private readonly NpgsqlConnection _connection;

    public PostgresStoreReading(string database)
    {
        _connection = new NpgsqlConnection($"{database};Pooling=false");
        _connection.Open();
    }

    public override List<string?[]> Rows(string sql) => Read(
        sql,
        row => Enumerable.Range(0, row.FieldCount)
            .Select(i => row.IsDBNull(i) ? null : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))
            .ToArray());

    public override List<StoredEvent> Events() => Read(
        "SELECT stream, version, id, type, at, payload, hash, pg_xact_commit_timestamp(xmin) FROM events ORDER BY stream, version",
        row => new StoredEvent(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            DateTimeOffset.UnixEpoch.AddMicroseconds(row.GetInt64(4)),
            row.GetFieldValue<byte[]>(5),
            row.GetFieldValue<byte[]>(6))
        {
            CommittedAt = row.GetFieldValue<DateTimeOffset>(7),
        });

    public override void Dispose() => _connection.Dispose();

    private List<T> Read<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
