using System.Collections.Concurrent;
using Npgsql;

namespace Dispatch.Tests.Postgres;

/// <summary>One server for all tests of a run, started by the first that needs it, with a database for each.</summary>
public sealed class SharedPostgres : IDisposable
{
    // The time that a test waits for a machine that is busy with others; how long a store does is tested elsewhere.
    private const string Patient = ";Timeout=60;Command Timeout=60";

    private static readonly Lazy<PostgresServer> Server = new(PostgresServer.StartInMemory);
    private static readonly ConcurrentStack<string> Free = new();
    private static int _databases;

    /// <summary>An empty database of its own on the shared server; <see cref="Release"/> gives it back.</summary>
    /// <returns>Its connection string.</returns>
    public static string NewDatabase()
    {
        if (Free.TryPop(out var free))
        {
            return free;
        }

        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Scalar(Server.Value.ConnectionString() + Patient, $"CREATE DATABASE {name}");
        return Server.Value.ConnectionString(name) + Patient;
    }

    /// <summary>Empties the database for the next test, also when there are connections to it: dropping it would make the
    /// server write everything out. By one connection, because each is a process of the server's.</summary>
    public static void Release(string connectionString)
    {
        Scalar(
            connectionString,
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid();
            DROP SCHEMA public CASCADE;
            CREATE SCHEMA public;
            SELECT pg_stat_reset()
            """);
        Free.Push(connectionString);
    }

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
}
