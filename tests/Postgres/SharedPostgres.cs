using Npgsql;

namespace Dispatch.Tests.Postgres;

/// <summary>One server for all tests of a run, started by the first that needs it, with a database for each.</summary>
public sealed class SharedPostgres : IDisposable
{
    private static readonly Lazy<PostgresServer> Server = new(() => PostgresServer.Start());
    private static int _databases;

    /// <summary>An empty database of its own on the shared server.</summary>
    /// <returns>Its connection string.</returns>
    public static string NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute($"CREATE DATABASE {name}");
        return Server.Value.ConnectionString(name);
    }

    /// <summary>Also with connections to it.</summary>
    public static void Drop(string connectionString) =>
        Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>At the end of the run.</summary>
    public void Dispose()
    {
        if (Server.IsValueCreated)
        {
            Server.Value.Dispose();
        }
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Server.Value.ConnectionString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
