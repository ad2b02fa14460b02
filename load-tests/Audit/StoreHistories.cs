namespace Dispatch.LoadTests.Audit;

/// <summary>Opens the history of a store by its setting.</summary>
public static class StoreHistories
{
    public const string SqlitePrefix = "sqlite:";

    public static bool CanOpen(string store) => store.StartsWith(SqlitePrefix, StringComparison.Ordinal);

    /// <param name="store">As <c>Dispatch__Store</c>.</param>
    /// <exception cref="NotSupportedException">No reader knows this kind of store.</exception>
    public static IStoredHistory Open(string store) => CanOpen(store)
        ? new SqliteHistory(store[SqlitePrefix.Length..])
        : throw new NotSupportedException($"Expected a store that begins with {SqlitePrefix}.");
}
