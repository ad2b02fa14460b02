namespace Dispatch.LoadTests.Audit;

/// <summary>Opens the history of a store by its setting.</summary>
public static class StoreHistories
{
    public const string SqlitePrefix = "sqlite:";

    public static bool IsSqlite(string store) => store.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>For a report: a connection string may hold a password.</summary>
    public static string NameOf(string store) => IsSqlite(store) ? "SQLite" : "PostgreSQL";

    /// <param name="store">As <c>Dispatch__Store</c>: <c>sqlite:PATH</c> or the connection string of PostgreSQL.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static IStoredHistory Open(string store) => IsSqlite(store)
        ? new SqliteHistory(store[SqlitePrefix.Length..])
        : new PostgresHistory(store);
}
