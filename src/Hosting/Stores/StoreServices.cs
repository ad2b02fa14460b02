using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Journal.Sqlite;
using Dispatch.Journal.Vault;

namespace Dispatch.Hosting.Stores;

/// <summary>The store that a process was told to use.</summary>
public static class StoreServices
{
    private const string MasterKeyFile = "master.key";

    /// <exception cref="FormatException">The store is not one that this build knows.</exception>
    public static IServiceCollection AddStore(this IServiceCollection services, DispatchOptions options)
    {
        var store = StoreSetting.Parse(options.Store);
        var journal = new JournalOptions();
        var vault = new VaultOptions
        {
            MasterKey = options.MasterKey,
            MasterKeyFile = Path.Combine(store.Folder, MasterKeyFile),
        };
        return store switch
        {
            StoreSetting.Sqlite(var file) => services.AddSqliteJournal(new SqliteStoreOptions { Path = file }, journal, vault),
            StoreSetting.Postgres(var address) => services.AddPostgresJournal(
                new PostgresStoreOptions { ConnectionString = address }, journal, vault),
            _ => throw new InvalidOperationException($"Expected a store, found {store}."),
        };
    }
}
