using System.Collections.Concurrent;
using Dispatch.Journal.Postgres;
using Dispatch.Tests.Postgres;
using Npgsql;

namespace Dispatch.Tests.Integration.Stores;

/// <summary>
/// Databases as migrating leaves them, which tests use one after the other: emptying the tables costs a test a fraction
/// of what making them anew does.
/// </summary>
internal static class MigratedDatabases
{
    // A table that grew is cut off: rows that were deleted stay in its pages, and every later test would read past them.
    // Cutting off costs several files each, more than deleting the few rows that most tests leave.
    private const int BytesToDelete = 256 << 10;

    private static readonly ConcurrentStack<string> Free = new();
    private static string? _emptying;

    /// <summary>A database of its own with the schema and the rows of its scripts; <see cref="Release"/> gives it back.</summary>
    /// <returns>Its connection string.</returns>
    public static string Take()
    {
        if (Free.TryPop(out var free))
        {
            return free;
        }

        var database = SharedPostgres.NewDatabase();
        using var source = NpgsqlDataSource.Create($"{database};Pooling=false");
        PostgresSchema.Migrate(source, new PostgresStoreOptions { ConnectionString = database }, TimeProvider.System);

        // Every one is migrated by the same scripts, so whichever is first says it for all.
        Volatile.Write(ref _emptying, Volatile.Read(ref _emptying) ?? Emptying(source));
        return database;
    }

    /// <summary>Takes everything out that tests put in, also when there are connections to it. Not for one whose schema was
    /// changed: that is <see cref="SharedPostgres.Release"/>'s.</summary>
    public static void Release(string database)
    {
        SharedPostgres.Scalar(database, _emptying!);
        Free.Push(database);
    }

    // One text, because each connection is a process of the server's. The locks wait for what a connection that is being
    // ended still commits; without foreign keys' triggers the order of the tables does not matter.
    private static string Emptying(NpgsqlDataSource source)
    {
        var tables = Column(source, "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
        var seeded = string.Concat(tables.Select(table => Column(
            source,
            $"""
            SELECT format('INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %L);', json_agg(t))
            FROM {table} t HAVING count(*) > 0
            """).SingleOrDefault()));
        return $"""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid();
            BEGIN;
            SET LOCAL session_replication_role = replica;
            LOCK TABLE {string.Join(", ", tables)} IN ACCESS EXCLUSIVE MODE;
            DO $do$
            DECLARE
                t regclass;
            BEGIN
                FOREACH t IN ARRAY '{'{'}{string.Join(',', tables)}{'}'}'::regclass[] LOOP
                    IF pg_table_size(t) > {BytesToDelete} THEN
                        EXECUTE format('TRUNCATE %s CASCADE', t);
                    ELSE
                        EXECUTE format('DELETE FROM %s', t);
                    END IF;
                END LOOP;
            END
            $do$;
            {seeded}
            COMMIT
            """;
    }

    private static List<string> Column(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        List<string> values = [];
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
