using Dispatch.Journal.Postgres;

namespace Dispatch.Hosting.Stores;

/// <summary>Which store is configured.</summary>
public abstract record StoreSetting
{
    private const string SqlitePrefix = "sqlite:";
    private const string DataFolder = ".data";

    private StoreSetting()
    {
    }

    /// <summary>Where secrets are generated that are not configured: beside the file, or in <c>.data</c>.</summary>
    public abstract string Folder { get; }

    /// <summary>Never repeats the text in a message: there may be a password in it.</summary>
    /// <exception cref="FormatException">It names no store that this build knows; the message says what would.</exception>
    public static StoreSetting Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) && text.Length > SqlitePrefix.Length)
        {
            return new Sqlite(Path.GetFullPath(text[SqlitePrefix.Length..]));
        }

        try
        {
            PostgresAddress.Check(text);
            return new Postgres(text);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"Expected Dispatch:Store to be {SqlitePrefix}PATH or to name a PostgreSQL server. {fault.Message}");
        }
    }

    /// <param name="File">A full path.</param>
    public sealed record Sqlite(string File) : StoreSetting
    {
        public override string Folder => Path.GetDirectoryName(File)!;
    }

    public sealed record Postgres(string ConnectionString) : StoreSetting
    {
        public override string Folder => Path.GetFullPath(DataFolder);

        /// <summary>Without the connection string.</summary>
        public override string ToString() => nameof(Postgres);
    }
}
