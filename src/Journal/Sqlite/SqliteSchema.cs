namespace Dispatch.Journal.Sqlite;

/// <summary>Brings a database to the schema that this program knows, by numbered scripts.</summary>
internal static class SqliteSchema
{
    /// <summary>Applies the scripts that the database lacks, all or none. Makes the file when there is none.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a newer version.</exception>
    /// <exception cref="StoreUnavailableException">The database is locked, full or not writable.</exception>
    public static void Migrate(SqliteStoreOptions options, TimeProvider time)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        CreateForOwnerOnly(options.Path);

        using var connection = SqliteConnection.Open(options.Path, SqliteAccess.Create, options.BusyTimeout);
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_version "
            + "(version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
        var current = (int)connection.Prepare("SELECT coalesce(max(version), 0) FROM schema_version")
            .ReadFirst(static row => row.Int64(0));
        var scripts = SchemaScript.Of("sqlite");
        foreach (var (version, name, sql) in SchemaScript.After(current, scripts, $"The database {options.Path}"))
        {
            connection.Execute(sql);
            connection.Prepare("INSERT INTO schema_version (version, name, applied_at) VALUES (?1, ?2, ?3)")
                .Bind(1, version)
                .Bind(2, name)
                .Bind(3, Microseconds.Of(time.GetUtcNow()))
                .Run();
        }

        connection.Execute("COMMIT");
    }

    /// <summary>SQLite gives the files beside the database its mode, so whoever may not read it may not read those.</summary>
    private static void CreateForOwnerOnly(string path)
    {
        if (File.Exists(path) || OperatingSystem.IsWindows())
        {
            return;
        }

        File.Open(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }
}
