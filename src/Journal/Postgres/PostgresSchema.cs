using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>Brings a database to the schema that this program knows, by numbered scripts.</summary>
internal static class PostgresSchema
{
    /// <summary>Of the advisory lock under which scripts are applied; the number has no meaning.</summary>
    private const long MigrationLock = 0x6469_7370_6174_6368;

    /// <summary>Applies the scripts that the database lacks, all or none. Of several processes that start at once, one
    /// applies them and the others wait for it.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a newer version.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached, or may not be written.</exception>
    public static void Migrate(NpgsqlDataSource source, PostgresStoreOptions options, TimeProvider time)
    {
        try
        {
            using var connection = source.OpenConnection();
            Run(connection, options, "SET synchronous_commit = on");
            using var transaction = connection.BeginTransaction();
            Run(connection, options, "SELECT pg_advisory_xact_lock($1)", MigrationLock);
            Apply(connection, options, time);
            transaction.Commit();
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFault.Of(error) is StoreUnavailableException unavailable
                ? unavailable
                : new StoreUnavailableException($"The schema cannot be brought up to date: {error.Message}", error);
        }
    }

    private static void Apply(NpgsqlConnection connection, PostgresStoreOptions options, TimeProvider time)
    {
        Run(
            connection,
            options,
            "CREATE TABLE IF NOT EXISTS schema_version "
            + "(version integer PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)");
        var current = (int)Run(connection, options, "SELECT coalesce(max(version), 0) FROM schema_version")!;
        foreach (var (version, name, sql) in SchemaScript.After(
            current, SchemaScript.Of("postgres"), $"The database {connection.Database}"))
        {
            Run(connection, options, sql);
            Run(
                connection,
                options,
                "INSERT INTO schema_version (version, name, applied_at) VALUES ($1, $2, $3)",
                version,
                name,
                Microseconds.Of(time.GetUtcNow()));
        }
    }

    private static object? Run(
        NpgsqlConnection connection, PostgresStoreOptions options, string sql, params object[] parameters)
    {
        using var command = new NpgsqlCommand(sql, connection)
        {
            CommandTimeout = PostgresAddress.Seconds(options.MigrationTimeout),
        };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command.ExecuteScalar();
    }
}
