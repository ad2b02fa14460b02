using Dispatch.LoadTests.Measuring;
using Dispatch.Tests.Postgres;
using Npgsql;

namespace Dispatch.Benchmarks;

/// <summary>What a PostgreSQL server has used and done until now.</summary>
/// <param name="CpuSeconds">Of all its processes.</param>
/// <param name="LogBytes">Written to its write-ahead log.</param>
/// <param name="Updates">Of rows of consults.</param>
/// <param name="UpdatesInPlace">Those of them that touched no index (HOT).</param>
internal sealed record ServerUse(double CpuSeconds, long LogBytes, long Updates, long UpdatesInPlace)
{
    private const string Sql =
        """
        SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint, coalesce(sum(n_tup_upd), 0)::bigint,
            coalesce(sum(n_tup_hot_upd), 0)::bigint
        FROM pg_stat_user_tables WHERE relname = 'consults'
        """;

    public static ServerUse Read(PostgresServer server)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString() + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(Sql, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new ServerUse(
            ProcessSample.ReadTree(server.ProcessId)!.CpuSeconds, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    public ServerUse Since(ServerUse before) => new(
        CpuSeconds - before.CpuSeconds,
        LogBytes - before.LogBytes,
        Updates - before.Updates,
        UpdatesInPlace - before.UpdatesInPlace);
}
