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

    /// <summary>Runs a statement as somebody else.</summary>
    /// <returns>The first column of the first row.</returns>
    public static object? Scalar(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static void Execute(string sql) => Scalar(Server.Value.ConnectionString(), sql);
}
