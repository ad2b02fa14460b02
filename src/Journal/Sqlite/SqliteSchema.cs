using System.Globalization;

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
        var scripts = Scripts();
        if (current > scripts[^1].Version)
        {
            throw new InvalidOperationException(
                $"The database {options.Path} has schema {current}, and this program knows schemas up to "
                + $"{scripts[^1].Version}. Start the version that wrote it, or a newer one.");
        }

        foreach (var (version, name, sql) in scripts.Where(script => script.Version > current))
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

    private static List<(int Version, string Name, string Sql)> Scripts()
    {
        var assembly = typeof(SqliteSchema).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Select(name => (int.Parse(name.AsSpan(0, 3), CultureInfo.InvariantCulture), name, Text(name)))
                .OrderBy(script => script.Item1),
        ];

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
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
